package io.cordon.spark.features;

/**
 * Doubles as unsigned whole numbers in the same order, so that order statistics can be found by
 * counting bits.
 */
final class OrderedBits {

  private OrderedBits() {}

  /** The key of a finite value; keys compare as unsigned numbers. */
  static long key(double value) {
    long bits = Double.doubleToRawLongBits(value);
    return bits ^ ((bits >> 63) | Long.MIN_VALUE);
  }

  /** The value of a key. */
  static double value(long key) {
    return Double.longBitsToDouble(key ^ ((~key >> 63) | Long.MIN_VALUE));
  }

  /**
   * The value nearest to zero whose key starts with these bits; the other bits of that value are
   * zero.
   */
  static double nearestToZero(long key, int known) {
    long unknown = known == 64 ? 0 : -1L >>> known;
    boolean negative = key >= 0;
    return value(negative ? key | unknown : key & ~unknown);
  }

  /**
   * A value in the middle of those whose key starts with these bits, one with few digits; 0 where
   * they surround it.
   */
  static double middle(long key, int known) {
    double edge = nearestToZero(key, known);
    return edge == 0 || known == 64
        ? edge
        : Double.longBitsToDouble(Double.doubleToRawLongBits(edge) | 1L << (63 - known));
  }
}
