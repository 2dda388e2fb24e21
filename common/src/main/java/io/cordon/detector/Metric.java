package io.cordon.detector;

/** What is near. */
public enum Metric {
  /** The root of the sum of squared differences. */
  EUCLIDEAN,
  /**
   * The Euclidean distance of the values' square roots, the sign kept: Hellinger's distance, but
   * for its factor, of rows that are counts, shares or the brightness of pixels. Differences
   * between small values weigh more than those between large ones.
   */
  HELLINGER;

  /** Where a value lies on the axis along which distances are Euclidean. */
  public float coordinate(float value) {
    return this == HELLINGER
        ? Math.copySign((float) Math.sqrt(Math.abs(value)), value) + 0f
        : value;
  }
}
