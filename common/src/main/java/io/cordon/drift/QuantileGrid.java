package io.cordon.drift;

import io.cordon.rows.ScoreProfile;

/**
 * A distribution known by its quantiles. Between two different quantiles shares grow linearly; a
 * value that several quantiles share holds the rows between them. Shares are known to one part in
 * {@code quantiles.length - 1}.
 *
 * @param quantiles finite and ascending, at evenly spaced shares from 0 to 1; at least 2
 */
public record QuantileGrid(float[] quantiles) implements Distribution {

  public QuantileGrid {
    if (quantiles.length < 2) {
      throw new IllegalArgumentException(
          "a grid needs at least 2 quantiles, not " + quantiles.length);
    }
    for (int index = 0; index < quantiles.length; index++) {
      if (!Float.isFinite(quantiles[index])
          || index > 0 && quantiles[index] < quantiles[index - 1]) {
        throw new IllegalArgumentException(
            "quantiles must be finite and ascend, but quantile "
                + index
                + " is "
                + quantiles[index]);
      }
    }
  }

  /**
   * The grid of a {@link ScoreProfile}'s quantiles, or of those that a model holds: comparable with
   * other grids that were made here, and not with exact quantiles.
   */
  public static QuantileGrid ofScores(float[] quantiles) {
    return new QuantileGrid(ScoreProfile.binned(quantiles));
  }

  @Override
  public double upTo(float value) {
    return share(first(value, true), value);
  }

  @Override
  public double below(float value) {
    return share(first(value, false), value);
  }

  /** Between the quantile before this index and the one at it. */
  private double share(int index, float value) {
    int last = quantiles.length - 1;
    if (index == 0 || index > last) {
      return index == 0 ? 0 : 1;
    }
    double step = (double) quantiles[index] - quantiles[index - 1];
    return (index - 1 + ((double) value - quantiles[index - 1]) / step) / last;
  }

  /** The first quantile that is above a value, or that is not below it. */
  private int first(float value, boolean above) {
    int low = 0;
    int high = quantiles.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (quantiles[middle] < value || above && quantiles[middle] == value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The quantile of a share from 0 to 1, the one below where there is none. */
  float at(double share) {
    return quantiles[(int) Math.floor(share * (quantiles.length - 1) + 1e-9)];
  }
}
