package io.cordon.spark.features;

import java.io.Serializable;
import java.math.BigInteger;

/**
 * The exact sum of finite doubles: a fixed-point number wide enough for all of them (a Kulisch
 * accumulator). So the sum depends neither on the order of the values nor on how they were spread
 * over tasks, which no floating sum can offer.
 *
 * <p>Bin i weighs 2^(32 i - 1074). A long holds 32 bits of the sum and 31 bits of room, which
 * carries use up only after 2^31 additions.
 */
final class ExactSum implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The weight of the lowest bit is 2 to this power: that of the smallest double. */
  static final int EXPONENT = -1074;

  private static final int BINS = 68;
  private static final long LOW = 0xFFFFFFFFL;
  private static final int ROOM = 1 << 30;

  private final long[] bins = new long[BINS];
  private int additions;

  /** Adds a finite number. */
  void add(double value) {
    long bits = Double.doubleToRawLongBits(value);
    long mantissa = bits & 0xFFFFFFFFFFFFFL;
    int position = (int) (bits >>> 52) & 0x7FF;
    if (position != 0) {
      mantissa |= 0x10000000000000L;
      position--;
    }
    if (mantissa == 0) {
      return;
    }
    int bin = position >>> 5;
    int shift = position & 31;
    long rest = mantissa >>> (32 - shift);
    long sign = bits >> 63;
    bins[bin] += (((mantissa << shift) & LOW) ^ sign) - sign;
    bins[bin + 1] += ((rest & LOW) ^ sign) - sign;
    bins[bin + 2] += ((rest >>> 32) ^ sign) - sign;
    if (++additions == ROOM) {
      carry();
    }
  }

  /** Adds another sum. */
  void add(ExactSum other) {
    carry();
    other.carry();
    for (int bin = 0; bin < BINS; bin++) {
      bins[bin] += other.bins[bin];
    }
    additions = 1;
  }

  /** The sum times 2^1074, a whole number. */
  BigInteger scaled() {
    carry();
    BigInteger sum = BigInteger.ZERO;
    for (int bin = BINS - 1; bin >= 0; bin--) {
      sum = sum.shiftLeft(32).add(BigInteger.valueOf(bins[bin]));
    }
    return sum;
  }

  /** The sum, rounded once, ties to even; infinite where no double is as large. */
  double value() {
    return toDouble(scaled(), EXPONENT);
  }

  /**
   * {@code value x 2^exponent}, rounded once, ties to even, for results that are not subnormal;
   * subnormal ones may be rounded twice.
   */
  static double toDouble(BigInteger value, int exponent) {
    BigInteger magnitude = value.abs();
    int excess = magnitude.bitLength() - 53;
    if (excess <= 0) {
      return Math.scalb(value.doubleValue(), exponent);
    }
    BigInteger kept = magnitude.shiftRight(excess);
    boolean half = magnitude.testBit(excess - 1);
    boolean more = magnitude.getLowestSetBit() < excess - 1;
    if (half && (more || kept.testBit(0))) {
      kept = kept.add(BigInteger.ONE);
    }
    return value.signum() * Math.scalb(kept.doubleValue(), excess + exponent);
  }

  private void carry() {
    for (int bin = 0; bin < BINS - 1; bin++) {
      long carry = bins[bin] >> 32;
      bins[bin] -= carry << 32;
      bins[bin + 1] += carry;
    }
    additions = 0;
  }
}
