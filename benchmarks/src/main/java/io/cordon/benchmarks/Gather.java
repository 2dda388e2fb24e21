package io.cordon.benchmarks;

import io.cordon.rows.Block;
import io.cordon.rows.Fold;
import java.util.ArrayList;
import java.util.List;

/** Brings every block home. */
record Gather() implements Fold<ArrayList<Block>> {
  private static final long serialVersionUID = 1L;

  @Override
  public ArrayList<Block> zero() {
    return new ArrayList<>();
  }

  @Override
  public ArrayList<Block> gather(int shard, Block block) {
    return new ArrayList<>(List.of(block));
  }

  @Override
  public ArrayList<Block> merge(ArrayList<Block> left, ArrayList<Block> right) {
    left.addAll(right);
    return left;
  }
}
