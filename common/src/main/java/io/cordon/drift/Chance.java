package io.cordon.drift;

/**
 * How far two samples of one distribution lie apart by chance: bounds that are passed once in a
 * million comparisons or less often. A limit below them would raise alarms on small days, so it is
 * raised to them.
 *
 * @param reference rows of one sample, at least 1
 * @param present rows of the other, at least 1
 */
record Chance(long reference, long present) {
  /** The natural logarithm of one over the probability, 1e-6. */
  private static final double RARE = Math.log(1e6);

  /** The variance of a difference of means, in that of one row. */
  private double spread() {
    return 1.0 / reference + 1.0 / present;
  }

  /**
   * Of the stability index, which over filled bins is chi-squared with {@code bins - 1} degrees of
   * freedom in units of {@code 1/n + 1/m} (Yurdakul, 2018). Its tail: lemma 1 of Laurent and
   * Massart, "Adaptive estimation of a quadratic functional by model selection" (2000).
   */
  double psi(int bins) {
    double freedom = bins - 1.0;
    return spread() * (freedom + 2 * Math.sqrt(freedom * RARE) + 2 * RARE);
  }

  /**
   * Of the Kolmogorov-Smirnov distance: the inequality of Dvoretzky, Kiefer and Wolfowitz with
   * Massart's constant (1990), in its form for two samples.
   *
   * @param step share to which both are known
   */
  double ks(double step) {
    return step + Math.sqrt((RARE + Math.log(2)) / 2 * spread());
  }

  /**
   * Of a share of the rows: Bernstein's inequality with the pooled share in the place of the one
   * that is not known.
   *
   * @param pooled share among the rows of both
   */
  double share(double pooled) {
    double rare = RARE + Math.log(2);
    return Math.sqrt(2 * pooled * (1 - pooled) * rare * spread())
        + 2 * rare / 3 / Math.min(reference, present);
  }

  /**
   * Of two numbers of rows, as a share of the larger one, if rows come one by one (Poisson): five
   * standard deviations.
   */
  double rows() {
    return 5 * Math.sqrt((double) reference + present) / Math.max(reference, present);
  }
}
