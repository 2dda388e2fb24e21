package io.cordon.rows;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;

/** The arithmetic of averaging: row-weighted, summed in double, shard by shard in order. */
public final class ShardAverage {
  private final double[] sums;
  private long rows;
  private double loss;

  public ShardAverage(int length) {
    this.sums = new double[length];
  }

  /**
   * Adds one shard's update; to be called in the order of the shards.
   *
   * @param weight rows of the shard, positive
   * @throws UserException naming the shard where a number is not finite
   */
  public void add(int shard, LocalTask.Update update, long weight) {
    add(shard, update.vector(), weight);
    rows += weight;
    loss += update.loss();
  }

  private void add(int shard, float[] vector, long weight) {
    for (int place = 0; place < sums.length; place++) {
      if (!Float.isFinite(vector[place])) {
        throw notFinite(shard, vector[place]);
      }
      sums[place] += (double) vector[place] * weight;
    }
  }

  /** The error for a parameter that is no number any more. */
  public static UserException notFinite(int shard, float value) {
    return new UserException(
        ExitCode.BAD_DATA,
        "Training must keep every parameter finite, but shard "
            + shard
            + " returned "
            + value
            + ": lower training.learning-rate, or scale the features (features.scaling)");
  }

  /** The mean over all rows that were added. */
  public Average mean() {
    if (rows == 0) {
      throw new UserException(
          ExitCode.BAD_DATA, "Training needs at least one row, but every shard is empty");
    }
    float[] vector = new float[sums.length];
    for (int place = 0; place < sums.length; place++) {
      vector[place] = (float) (sums[place] / rows);
    }
    return new Average(vector, loss / rows);
  }
}
