package io.cordon.rows;

import io.cordon.random.Seeds;

/**
 * A 64-bit fingerprint of a multiset of rows: the same for the same rows, whatever their order and
 * their shards.
 */
public record Fingerprint() implements Fold<Long> {

  /** The fingerprint as 16 hexadecimal digits. */
  public static String of(Rows rows) {
    return String.format("%016x", rows.fold(new Fingerprint()));
  }

  @Override
  public Long zero() {
    return 0L;
  }

  @Override
  public Long gather(int shard, Block block) {
    long sum = 0;
    for (int row = 0; row < block.distinct(); row++) {
      sum +=
          Seeds.mix(Sharding.hash(block.values(), row * block.width(), block.width()))
              * block.counts()[row];
    }
    return sum;
  }

  @Override
  public Long merge(Long left, Long right) {
    return left + right;
  }
}
