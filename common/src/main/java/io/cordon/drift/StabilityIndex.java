package io.cordon.drift;

/**
 * The population stability index of a present distribution q against a reference p over bins,
 *
 * <pre>Σ (qᵢ - pᵢ) ln(qᵢ / pᵢ)</pre>
 *
 * at least 0, and 0 only where all shares are equal. It is the same the other way round. Below 0.1
 * is commonly taken for stable, above 0.25 for shifted.
 *
 * <p>Sources: Siddiqi, "Credit risk scorecards" (2006); as a divergence, Jeffreys, "An invariant
 * form for the prior probability in estimation problems" (1946). A share below {@value #FLOOR}
 * counts as {@value #FLOOR}, in both distributions, as is usual, so that an empty bin has a finite
 * weight; the other shares are left as they are.
 */
public final class StabilityIndex {
  static final double FLOOR = 1e-4;
  private static final int DECILES = 10;

  private StabilityIndex() {}

  /**
   * Over bins of rows.
   *
   * @param reference rows by bin, not all 0
   * @param present likewise, over the same bins
   */
  public static double ofCounts(long[] reference, long[] present) {
    return ofShares(shares(reference), shares(present));
  }

  /**
   * Over the reference's categories, with one more bin for all others.
   *
   * @param reference with at least one row
   * @param present likewise
   */
  public static double ofCategories(Categories reference, Categories present) {
    return ofCounts(reference.binnedBy(reference), present.binnedBy(reference));
  }

  /**
   * Over the bins between the reference's deciles. A value that holds two deciles or more, such as
   * a column's 0, is a bin of its own, so that rows that leave it for either side are seen.
   */
  public static double ofDeciles(QuantileGrid reference, Distribution present) {
    double[] referenceShares = new double[2 * DECILES];
    double[] presentShares = new double[2 * DECILES];
    int bins = 0;
    double referenceUpTo = 0;
    double presentUpTo = 0;
    for (int decile = 1; decile < DECILES; decile++) {
      float edge = reference.at(decile / (double) DECILES);
      float before = reference.at((decile - 1) / (double) DECILES);
      boolean seen = decile > 1 && edge == before;
      boolean heavy = edge == before || edge == reference.at((decile + 1) / (double) DECILES);
      if (!seen && heavy) {
        referenceShares[bins] = reference.below(edge) - referenceUpTo;
        presentShares[bins++] = present.below(edge) - presentUpTo;
        referenceUpTo = reference.below(edge);
        presentUpTo = present.below(edge);
      }
      if (!seen) {
        referenceShares[bins] = reference.upTo(edge) - referenceUpTo;
        presentShares[bins++] = present.upTo(edge) - presentUpTo;
        referenceUpTo = reference.upTo(edge);
        presentUpTo = present.upTo(edge);
      }
    }
    referenceShares[bins] = 1 - referenceUpTo;
    presentShares[bins] = 1 - presentUpTo;
    return ofShares(referenceShares, presentShares); // bins that are not used are empty in both
  }

  /** Over bins of shares. */
  private static double ofShares(double[] reference, double[] present) {
    if (reference.length != present.length) {
      throw new IllegalArgumentException(
          "both must have the same bins, not " + reference.length + " and " + present.length);
    }
    double index = 0;
    for (int bin = 0; bin < reference.length; bin++) {
      double p = Math.max(FLOOR, reference[bin]);
      double q = Math.max(FLOOR, present[bin]);
      index += (q - p) * Math.log(q / p);
    }
    return index;
  }

  static double[] shares(long[] counts) {
    double rows = 0;
    for (long count : counts) {
      rows += count;
    }
    if (!(rows > 0)) {
      throw new IllegalArgumentException("a distribution needs at least one row");
    }
    double[] shares = new double[counts.length];
    for (int bin = 0; bin < counts.length; bin++) {
      shares[bin] = counts[bin] / rows;
    }
    return shares;
  }

  /**
   * What the index comes to on average where nothing moved, because both are samples: {@code (bins
   * - 1) (1/n + 1/m)}; Yurdakul, "Statistical properties of population stability index" (2018). A
   * limit below a few times this raises alarms by chance.
   *
   * @param reference rows, n
   * @param present rows, m
   */
  public static double byChance(int bins, long reference, long present) {
    return (bins - 1) * (1.0 / reference + 1.0 / present);
  }
}
