package io.cordon.rows;

/**
 * Finite floats in bins of relative width 2^-11, numbered in their order: fine enough to tell
 * distributions apart, few enough to count. Both zeros share a bin.
 */
public final class FloatBins {
  /** Bits of a bin's number. */
  static final int BITS = 20;

  private static final int REST_BITS = 32 - BITS;

  private FloatBins() {}

  /** The bin of a finite value, from 0 to 2^20 - 1. */
  public static int of(float value) {
    return OrderedBits.of(value) >>> REST_BITS;
  }

  /** The lowest value of a bin that holds one. */
  public static float lowest(int bin) {
    return OrderedBits.toFloat(bin << REST_BITS);
  }
}
