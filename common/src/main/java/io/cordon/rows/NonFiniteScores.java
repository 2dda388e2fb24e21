package io.cordon.rows;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.io.Serializable;

/**
 * How many rows got a score that is not a number. They are counted first, because a quantile or a
 * mean over the rest would look sound.
 *
 * @param rows rows seen
 * @param nan rows whose score is NaN
 * @param infinite rows whose score is infinite
 */
record NonFiniteScores(long rows, long nan, long infinite) implements Serializable {

  static final NonFiniteScores NONE = new NonFiniteScores(0, 0, 0);

  /** Counts one block's scores, one a distinct row. */
  static NonFiniteScores in(float[] scores, int[] counts) {
    long rows = 0;
    long nan = 0;
    long infinite = 0;
    for (int row = 0; row < scores.length; row++) {
      rows += counts[row];
      if (!Float.isFinite(scores[row])) {
        nan += Float.isNaN(scores[row]) ? counts[row] : 0;
        infinite += Float.isNaN(scores[row]) ? 0 : counts[row];
      }
    }
    return new NonFiniteScores(rows, nan, infinite);
  }

  NonFiniteScores plus(NonFiniteScores other) {
    return new NonFiniteScores(rows + other.rows, nan + other.nan, infinite + other.infinite);
  }

  void refuse() {
    if (nan + infinite > 0) {
      throw new UserException(
          ExitCode.BAD_DATA,
          "Every row's score must be finite, but "
              + nan
              + " scores are NaN and "
              + infinite
              + " are infinite, of "
              + rows
              + " rows: look for values of extreme size in the features, or lower the learning rate");
    }
  }
}
