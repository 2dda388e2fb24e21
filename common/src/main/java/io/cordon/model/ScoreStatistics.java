package io.cordon.model;

import io.cordon.rows.ScoreProfile;

/**
 * How scores are spread.
 *
 * @param count rows, copies included
 * @param min lowest score
 * @param max highest score
 * @param mean arithmetic mean
 * @param sd root of the mean squared distance from the mean
 */
public record ScoreStatistics(long count, double min, double max, double mean, double sd) {

  public ScoreStatistics {
    boolean finite =
        Double.isFinite(min)
            && Double.isFinite(max)
            && Double.isFinite(mean)
            && Double.isFinite(sd);
    if (count < 1 || !finite || min > max || sd < 0) {
      throw new IllegalArgumentException(
          "score statistics must be of at least one row and finite, not count "
              + count
              + ", min "
              + min
              + ", max "
              + max
              + ", mean "
              + mean
              + ", sd "
              + sd);
    }
  }

  /** The statistics of a profile. */
  public static ScoreStatistics of(ScoreProfile profile) {
    return new ScoreStatistics(
        profile.count(), profile.min(), profile.max(), profile.mean(), profile.sd());
  }
}
