package io.cordon.spark.features;

/**
 * log(1 + x) with the bits of {@link StrictMath#log1p}, which Spark SQL uses too; small whole
 * numbers, most of what tables hold, are looked up.
 */
final class Logarithm {
  private static final double[] WHOLE = new double[4096];

  static {
    for (int x = 0; x < WHOLE.length; x++) {
      WHOLE[x] = StrictMath.log1p(x);
    }
  }

  private Logarithm() {}

  /** {@code log(1 + x)}; an x below 0 counts as 0. */
  static double ofOnePlus(double x) {
    if (x <= 0) {
      return 0;
    }
    int whole = (int) x;
    return whole == x && whole < WHOLE.length ? WHOLE[whole] : StrictMath.log1p(x);
  }
}
