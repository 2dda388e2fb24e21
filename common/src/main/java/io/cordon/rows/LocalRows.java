package io.cordon.rows;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows on arrays in this process: for tests and small data. Shards are worked through one after the
 * other.
 */
public final class LocalRows implements Rows {
  private final int width;
  private final List<Block> shards;

  private LocalRows(int width, List<Block> shards) {
    this.width = width;
    this.shards = List.copyOf(shards);
  }

  /**
   * Spreads rows over shards by their content.
   *
   * @param values {@code rows x width}, row-major
   */
  public static LocalRows of(int width, float[] values, int shards) {
    BlockBuilder all = new BlockBuilder(width);
    for (int from = 0; from < values.length; from += width) {
      all.add(values, from, 1);
    }
    Block distinct = all.build();
    List<BlockBuilder> builders = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      builders.add(new BlockBuilder(width));
    }
    for (int row = 0; row < distinct.distinct(); row++) {
      long hash = Sharding.hash(distinct.values(), row * width, width);
      int[] spread = Sharding.spread(hash, distinct.counts()[row], shards);
      for (int shard = 0; shard < shards; shard++) {
        if (spread[shard] > 0) {
          builders.get(shard).add(distinct.values(), row * width, spread[shard]);
        }
      }
    }
    return new LocalRows(width, builders.stream().map(BlockBuilder::build).toList());
  }

  /** Rows whose shards are given. */
  public static LocalRows ofShards(int width, List<Block> shards) {
    return new LocalRows(width, shards);
  }

  /** The rows of one shard. */
  public Block shard(int shard) {
    return shards.get(shard);
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public long count() {
    return shards.stream().mapToLong(Block::rows).sum();
  }

  @Override
  public int shards() {
    return shards.size();
  }

  @Override
  public Average average(float[] vector, LocalTask task) {
    ShardAverage average = new ShardAverage(vector.length);
    for (int shard = 0; shard < shards.size(); shard++) {
      Block block = shards.get(shard);
      if (block.distinct() > 0) {
        average.add(shard, task.run(shard, block, vector), block.rows());
      }
    }
    return average.mean();
  }

  @Override
  public <A extends Serializable> A fold(Fold<A> fold) {
    A result = fold.zero();
    for (int shard = 0; shard < shards.size(); shard++) {
      result = fold.merge(result, fold.gather(shard, shards.get(shard)));
    }
    return result;
  }

  @Override
  public Rows where(RowFunction value, RowPredicate predicate) {
    return new LocalRows(
        width, shards.stream().map(block -> Blocks.where(block, value, predicate)).toList());
  }

  @Override
  public Rows map(RowFunction function) {
    return new LocalRows(
        function.outputs(), shards.stream().map(block -> Blocks.map(block, function)).toList());
  }
}
