package io.cordon.spark.rows;

import io.cordon.rows.Block;
import org.apache.spark.api.java.function.Function;

/** Runs on executors: rows of a shard, copies included. */
final class CountRows implements Function<Block, Long> {
  private static final long serialVersionUID = 1L;

  @Override
  public Long call(Block block) {
    return block.rows();
  }
}
