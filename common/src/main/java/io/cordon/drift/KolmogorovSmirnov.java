package io.cordon.drift;

import java.util.Arrays;

/**
 * The two-sample Kolmogorov-Smirnov distance: the most by which the shares of rows up to a value
 * differ, over all values, {@code sup |F - G|}, from 0 to 1; the same the other way round.
 *
 * <p>Source: Smirnov, "Table for estimating the goodness of fit of empirical distributions" (1948).
 */
public final class KolmogorovSmirnov {

  private KolmogorovSmirnov() {}

  /** Exact, of two samples of finite numbers in any order, each with at least one. */
  public static double ofSamples(float[] one, float[] other) {
    if (one.length == 0 || other.length == 0) {
      throw new IllegalArgumentException("a distribution needs at least one row");
    }
    float[] first = one.clone();
    float[] second = other.clone();
    Arrays.sort(first);
    Arrays.sort(second);
    double distance = 0;
    int left = 0;
    int right = 0;
    while (left < first.length && right < second.length) {
      float value = Math.min(first[left], second[right]);
      while (left < first.length && first[left] <= value) {
        left++;
      }
      while (right < second.length && second[right] <= value) {
        right++;
      }
      distance =
          Math.max(
              distance, Math.abs((double) left / first.length - (double) right / second.length));
    }
    return distance; // behind the end of one sample the difference only shrinks
  }

  /**
   * Over bins in ascending order: at most the exact distance, since values inside a bin are not
   * told apart.
   *
   * @param one rows by bin, not all 0
   * @param other likewise, over the same bins
   */
  public static double ofCounts(long[] one, long[] other) {
    if (one.length != other.length) {
      throw new IllegalArgumentException(
          "both must have the same bins, not " + one.length + " and " + other.length);
    }
    double[] first = StabilityIndex.shares(one);
    double[] second = StabilityIndex.shares(other);
    double apart = 0;
    double distance = 0;
    for (int bin = 0; bin < first.length; bin++) {
      apart += first[bin] - second[bin];
      distance = Math.max(distance, Math.abs(apart));
    }
    return distance;
  }

  /**
   * Of two grids of quantiles: the distance of the distributions that are linear between them, each
   * known to one step of its shares.
   */
  public static double ofGrids(QuantileGrid one, QuantileGrid other) {
    return Math.max(atQuantilesOf(one, other), atQuantilesOf(other, one));
  }

  /**
   * Of a grid and of rows that are counted between its quantiles: known to one step of the grid's
   * shares.
   */
  public static double of(QuantileGrid reference, Distribution present) {
    return atQuantilesOf(reference, present);
  }

  /** Linear pieces are farthest apart at one of their ends, on the left of it or on the right. */
  private static double atQuantilesOf(QuantileGrid one, Distribution other) {
    double distance = 0;
    for (float value : one.quantiles()) {
      distance = Math.max(distance, Math.abs(one.upTo(value) - other.upTo(value)));
      distance = Math.max(distance, Math.abs(one.below(value) - other.below(value)));
    }
    return distance;
  }
}
