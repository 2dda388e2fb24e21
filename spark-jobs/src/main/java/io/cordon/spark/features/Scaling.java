package io.cordon.spark.features;

/** How a numeric column is scaled. */
public enum Scaling {
  /**
   * {@link #LOG_MIN_MAX} for non-negative columns with a heavy tail, {@link #MIN_MAX} for the
   * others.
   */
  AUTO,
  /** The smallest value becomes 0, the largest 1. */
  MIN_MAX,
  /** The same after log(1 + x); values below 0 count as 0. */
  LOG_MIN_MAX,
  /** Mean 0 and (sample) standard deviation 1. */
  STANDARD,
  /** Median 0 and quartiles 1 apart. */
  ROBUST,
  /** Unchanged. */
  NONE
}
