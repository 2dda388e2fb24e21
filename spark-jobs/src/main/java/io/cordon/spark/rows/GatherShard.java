package io.cordon.spark.rows;

import io.cordon.rows.Block;
import io.cordon.rows.Fold;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.Function2;

/** Runs on executors: one shard's part of a fold. */
final class GatherShard<A extends Serializable>
    implements Function2<Integer, Iterator<Block>, Iterator<A>> {
  private static final long serialVersionUID = 1L;

  private final Fold<A> fold;

  GatherShard(Fold<A> fold) {
    this.fold = fold;
  }

  @Override
  public Iterator<A> call(Integer shard, Iterator<Block> blocks) {
    return List.of(fold.gather(shard, blocks.next())).iterator();
  }
}
