package io.cordon.spark.rows;

import io.cordon.rows.Block;
import io.cordon.rows.Blocks;
import io.cordon.rows.RowFunction;
import io.cordon.rows.RowPredicate;
import org.apache.spark.api.java.function.Function;

/** Runs on executors: keeps some rows of a shard. */
final class FilterShard implements Function<Block, Block> {
  private static final long serialVersionUID = 1L;

  private final RowFunction value;
  private final RowPredicate predicate;

  FilterShard(RowFunction value, RowPredicate predicate) {
    this.value = value;
    this.predicate = predicate;
  }

  @Override
  public Block call(Block block) {
    return Blocks.where(block, value, predicate);
  }
}
