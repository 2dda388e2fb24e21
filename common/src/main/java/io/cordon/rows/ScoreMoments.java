package io.cordon.rows;

import java.io.Serializable;

/**
 * Mean and standard deviation of a score over all rows, copies included; in double, shard after
 * shard, so the bits repeat.
 *
 * @param count rows
 * @param mean arithmetic mean
 * @param squares sum of the squared distances from the mean
 */
public record ScoreMoments(long count, double mean, double squares) implements Serializable {

  /** The moments of a score. */
  public static ScoreMoments of(Rows rows, RowFunction score) {
    return rows.fold(new Gather(score));
  }

  /** Root of the mean squared distance from the mean. */
  public double standardDeviation() {
    return count == 0 ? 0 : Math.sqrt(squares / count);
  }

  private ScoreMoments and(ScoreMoments other) {
    long all = count + other.count;
    if (all == 0) {
      return this;
    }
    double apart = other.mean - mean;
    double share = (double) other.count / all;
    return new ScoreMoments(
        all, mean + apart * share, squares + other.squares + apart * apart * count * share);
  }

  private record Gather(RowFunction score) implements Fold<ScoreMoments> {
    @Override
    public ScoreMoments zero() {
      return new ScoreMoments(0, 0, 0);
    }

    @Override
    public ScoreMoments gather(int shard, Block block) {
      float[] scores = score.applyTo(block);
      long count = 0;
      double mean = 0;
      double squares = 0;
      for (int row = 0; row < scores.length; row++) {
        int copies = block.counts()[row];
        double apart = scores[row] - mean;
        count += copies;
        mean += apart * copies / count;
        squares += apart * (scores[row] - mean) * copies;
      }
      return new ScoreMoments(count, mean, squares);
    }

    @Override
    public ScoreMoments merge(ScoreMoments left, ScoreMoments right) {
      return left.and(right);
    }
  }
}
