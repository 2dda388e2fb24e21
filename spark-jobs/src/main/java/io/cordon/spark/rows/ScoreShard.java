package io.cordon.spark.rows;

import io.cordon.rows.Block;
import io.cordon.rows.RowFunction;
import java.util.Collections;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapFunction;

/** Runs on executors: the scores of a shard, one for each row and copy. */
final class ScoreShard implements FlatMapFunction<Block, Double> {
  private static final long serialVersionUID = 1L;

  private final RowFunction score;

  ScoreShard(RowFunction score) {
    this.score = score;
  }

  @Override
  public Iterator<Double> call(Block block) {
    float[] scores = score.applyTo(block);
    return IntStream.range(0, scores.length)
        .boxed()
        .flatMap(row -> Collections.nCopies(block.counts()[row], (double) scores[row]).stream())
        .iterator();
  }
}
