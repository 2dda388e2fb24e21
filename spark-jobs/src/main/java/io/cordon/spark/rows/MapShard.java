package io.cordon.spark.rows;

import io.cordon.rows.Block;
import io.cordon.rows.Blocks;
import io.cordon.rows.RowFunction;
import org.apache.spark.api.java.function.Function;

/** Runs on executors: puts a function's outputs in place of a shard's features. */
final class MapShard implements Function<Block, Block> {
  private static final long serialVersionUID = 1L;

  private final RowFunction function;

  MapShard(RowFunction function) {
    this.function = function;
  }

  @Override
  public Block call(Block block) {
    return Blocks.map(block, function);
  }
}
