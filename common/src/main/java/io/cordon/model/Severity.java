package io.cordon.model;

import java.io.Serializable;

/**
 * How far up among the training rows a score lies, from 0 to 100: a measure that means the same for
 * every detector, as a score does not. It never falls as the score rises.
 *
 * @param quantiles scores of the training rows at equal steps of their share, ascending, such as
 *     {@link Model#scoreQuantiles}
 */
public record Severity(float[] quantiles) implements Serializable {
  private static final double MOST = 100;

  /**
   * The percentage of the training rows whose score is not above this one: 0 below all of them, 100
   * from the highest on, between two quantiles in proportion.
   *
   * @param score finite
   */
  public double of(double score) {
    int last = quantiles.length - 1;
    if (score < quantiles[0]) {
      return 0;
    }
    if (score >= quantiles[last]) {
      return MOST;
    }
    int below = lastNotAbove(score);
    double step = (double) quantiles[below + 1] - quantiles[below];
    return MOST * (below + (score - quantiles[below]) / step) / last;
  }

  /** The last quantile that is not above a score between the first and the last. */
  private int lastNotAbove(double score) {
    int low = 0;
    int high = quantiles.length - 1;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (quantiles[middle] <= score) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
