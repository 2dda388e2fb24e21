package io.cordon.rows;

import io.cordon.random.Seeds;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A 64-bit fingerprint of a multiset of rows: the same for the same rows, whatever their order and
 * their shards.
 */
public record Fingerprint() implements Fold<Long> {

  /** The fingerprint as 16 hexadecimal digits. */
  public static String of(Rows rows) {
    return String.format("%016x", rows.fold(new Fingerprint()));
  }

  /** The SHA-256 of a text, as 64 hexadecimal digits. */
  public static String of(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
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
