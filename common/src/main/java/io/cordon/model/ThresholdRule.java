package io.cordon.model;

import io.cordon.config.Range;
import io.cordon.config.Settings;
import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;

/**
 * How the threshold is chosen among the training rows' scores; then it is frozen in the model.
 *
 * @param number a share of the rows in (0, 1), a number of rows, or a score: as the mode has it
 */
public record ThresholdRule(Mode mode, double number) {

  /** What is given. */
  public enum Mode {
    /** The share of the training rows that score higher. */
    CONTAMINATION,
    /** The same, where the training rows are known to be normal. */
    FALSE_POSITIVE_RATE,
    /** How many training rows score higher. */
    TOP_K,
    /** The threshold itself. */
    FIXED;

    /** As settings, models and reports have it. */
    public String text() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /** Flags this share of the training rows. */
  public static ThresholdRule contamination(double share) {
    return new ThresholdRule(Mode.CONTAMINATION, share);
  }

  /**
   * Reads the group {@code threshold}.
   *
   * @param semiSupervised whether the training rows are known to be normal
   */
  public static ThresholdRule read(Settings threshold, boolean semiSupervised) {
    Mode mode = threshold.oneOf("mode", Mode.class);
    double contamination = threshold.number("contamination", Range.openClosed(0, 0.5));
    double rate = threshold.number("false-positive-rate", Range.openClosed(0, 0.5));
    int top = threshold.integer("top-k", 1, Integer.MAX_VALUE);
    double fixed = threshold.number("fixed", Range.closed(-Float.MAX_VALUE, Float.MAX_VALUE));
    if (mode == Mode.FALSE_POSITIVE_RATE && !semiSupervised) {
      threshold.problem(
          "mode",
          "false-positive-rate needs training rows that are known to be normal: set training.supervision = semi-supervised and source.label");
    }
    return new ThresholdRule(
        mode,
        switch (mode) {
          case CONTAMINATION -> contamination;
          case FALSE_POSITIVE_RATE -> rate;
          case TOP_K -> top;
          case FIXED -> fixed;
        });
  }

  /**
   * The threshold.
   *
   * @throws UserException BAD_DATA where there are no more rows than are to be flagged
   */
  float of(Rows rows, RowFunction score, Recipe.Quantile quantile) {
    return mode == Mode.FIXED ? (float) number : quantile.of(rows, score, rank(rows.count()));
  }

  /**
   * Rank of the threshold among that many scores, from 1 for the lowest.
   *
   * @param flagged share of them that lie above it
   */
  long rank(long rows, double flagged) {
    return mode == Mode.FIXED ? Math.max(1, rows - Math.round(flagged * rows)) : rank(rows);
  }

  private long rank(long rows) {
    if (mode == Mode.TOP_K) {
      if (number >= rows) {
        throw new UserException(
            ExitCode.BAD_DATA,
            "threshold.top-k must be less than the number of training rows, but it is %.0f of %d"
                .formatted(number, rows));
      }
      return rows - (long) number;
    }
    // At most this share of the scores lie above it; the summand is for shares like 0.07 of 100.
    return rows - (long) Math.floor(number * rows + 1e-9);
  }
}
