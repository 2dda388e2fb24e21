package io.cordon.model;

/**
 * The score above which a row is flagged; frozen at training.
 *
 * @param value the threshold, in the unit of the score
 * @param contamination share of rows that was to be flagged, in (0, 1)
 * @param rank rank of the threshold among the training scores, from 1 for the lowest
 * @param quantile how it was found: "exact" or "approximate"
 * @param error the most by which the rank may be off, as a share of the rows; 0 where exact
 * @param observedRate share of the training rows that it flags, from 0 to 1
 * @param rows training rows, copies included
 */
public record Threshold(
    float value,
    double contamination,
    long rank,
    String quantile,
    double error,
    double observedRate,
    long rows) {

  public Threshold {
    if (!Float.isFinite(value)) {
      throw new IllegalArgumentException("a threshold must be finite, not " + value);
    }
    if (!(contamination > 0 && contamination < 1)
        || !(error >= 0 && error < 1)
        || !(observedRate >= 0 && observedRate <= 1)) {
      throw new IllegalArgumentException(
          "a threshold's shares must be shares, not contamination "
              + contamination
              + ", error "
              + error
              + ", observed rate "
              + observedRate);
    }
    if (rank < 1 || rank > rows) {
      throw new IllegalArgumentException(
          "a threshold's rank must lie in 1.." + rows + ", not " + rank);
    }
    if (!quantile.equals("exact") && !quantile.equals("approximate")) {
      throw new IllegalArgumentException(
          "a threshold's quantile must be exact or approximate, not " + quantile);
    }
  }

  /** The one rule: a row is flagged where its score is higher than the threshold. */
  public boolean flags(float score) {
    return score > value;
  }
}
