package io.cordon.drift;

/**
 * One distance of a day from what it is held against, beside its limits.
 *
 * @param name of the column; "outlierScore" for the score, "rows" for the number of rows
 * @param kind what is compared
 * @param statistic how
 * @param value the distance; of a change the new less the old
 * @param warn from which size on it is a warning; raised where chance alone reaches the setting
 * @param fail from which size on it stops the run; raised likewise
 * @param level what comes of them
 */
public record DriftCheck(
    String name,
    Kind kind,
    Statistic statistic,
    double value,
    double warn,
    double fail,
    Level level) {

  /** What is compared. */
  public enum Kind {
    /** The distribution of the scores with that of the training rows. */
    SCORE,
    /** A column with that of the training table. */
    COLUMN,
    /** The day's number of rows with those of the days before. */
    ROWS
  }

  /** How it is compared. */
  public enum Statistic {
    /** {@link StabilityIndex}. */
    PSI,
    /** {@link KolmogorovSmirnov}. */
    KS,
    /** Change of the share of nulls. */
    NULL_RATE,
    /** Change of the share of values that have no category of their own. */
    UNSEEN,
    /** Change of the number of rows, as a share of the larger number. */
    ROWS
  }

  /**
   * Holds a distance against its limits.
   *
   * @param limits as they are set
   * @param chance what chance alone reaches; at least 0
   */
  public static DriftCheck of(
      String name, Kind kind, Statistic statistic, double value, Limits limits, double chance) {
    Limits raised = new Limits(Math.max(limits.warn(), chance), Math.max(limits.fail(), chance));
    return new DriftCheck(
        name, kind, statistic, value, raised.warn(), raised.fail(), raised.of(value));
  }
}
