package io.cordon.rows;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Rows that can only be folded: one block a shard, merged in order. */
record FoldingRows(List<Block> blocks) implements Rows {

  /** Rows of one feature, dealt to the shards in turn. */
  static FoldingRows of(int shards, float... values) {
    List<Block> blocks = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      float[] dealt = new float[(values.length - shard + shards - 1) / shards];
      for (int row = 0; row < dealt.length; row++) {
        dealt[row] = values[shard + row * shards];
      }
      blocks.add(Block.of(1, dealt));
    }
    return new FoldingRows(blocks);
  }

  /** The score of a row of one feature: that feature. */
  record Identity() implements RowFunction {
    @Override
    public int inputs() {
      return 1;
    }

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public Pass open() {
      return (rows, from, count, outputs, to) -> System.arraycopy(rows, from, outputs, to, count);
    }
  }

  @Override
  public <A extends Serializable> A fold(Fold<A> fold) {
    A result = fold.zero();
    for (int shard = 0; shard < blocks.size(); shard++) {
      result = fold.merge(result, WireCopy.of(WireCopy.of(fold).gather(shard, blocks.get(shard))));
    }
    return result;
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public long count() {
    long count = 0;
    for (Block block : blocks) {
      count += block.rows();
    }
    return count;
  }

  @Override
  public int shards() {
    return blocks.size();
  }

  @Override
  public float[] sample(int n, long seed) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Average average(float[] vector, LocalTask task) {
    throw new UnsupportedOperationException();
  }

  @Override
  public float quantile(RowFunction score, long rank) {
    return RadixSelection.select(this, score, rank);
  }

  @Override
  public Rows where(RowFunction value, RowPredicate predicate) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Rows map(RowFunction function) {
    throw new UnsupportedOperationException();
  }
}
