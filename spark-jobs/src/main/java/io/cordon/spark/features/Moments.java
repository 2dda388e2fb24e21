package io.cordon.spark.features;

import java.io.Serializable;
import java.math.BigInteger;

/**
 * Mean, standard deviation and skewness of a column, from exact sums of x, x^2 and x^3. The powers
 * are split without error into a few doubles (by fused multiply-add), and the central moments are
 * formed in whole numbers, so that neither the order of the rows nor a mean far from zero costs a
 * digit.
 */
final class Moments implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Beyond this the cube of a value overflows. */
  private static final double LARGE = 0x1p340;

  /**
   * Below this the cube of a value loses bits to underflow; such values count as 0 in the second
   * and third power.
   */
  private static final double SMALL = 0x1p-300;

  private final ExactSum first = new ExactSum();
  private final ExactSum second = new ExactSum();
  private final ExactSum third = new ExactSum();
  private long count;
  private boolean extreme;

  /** Adds a finite value. */
  void add(double x) {
    count++;
    if (x == 0) {
      return;
    }
    first.add(x);
    double magnitude = Math.abs(x);
    if (magnitude > LARGE) {
      extreme = true;
    } else if (magnitude >= SMALL) {
      addPowers(x);
    }
  }

  private void addPowers(double x) {
    double square = x * x;
    double cube = square * x;
    second.add(square);
    third.add(cube);
    third.add(Math.fma(square, x, -cube));
    double squareRest = Math.fma(x, x, -square);
    if (squareRest != 0) {
      double cubeRest = squareRest * x;
      second.add(squareRest);
      third.add(cubeRest);
      third.add(Math.fma(squareRest, x, -cubeRest));
    }
  }

  void add(Moments other) {
    first.add(other.first);
    second.add(other.second);
    third.add(other.third);
    count += other.count;
    extreme |= other.extreme;
  }

  /** Whether a value was too large (above 1e102) for the second and third moments to be had. */
  boolean extreme() {
    return extreme;
  }

  /** The mean of at least one value. */
  double mean() {
    return quotient(first.scaled(), ExactSum.EXPONENT, BigInteger.valueOf(count));
  }

  /**
   * The sample standard deviation (divisor count - 1) of at least two values, none of them extreme.
   */
  double deviation() {
    BigInteger divisor = BigInteger.valueOf(count).multiply(BigInteger.valueOf(count - 1));
    return Math.sqrt(quotient(centralSecond(), 2 * ExactSum.EXPONENT, divisor));
  }

  /**
   * The skewness m3 / m2^1.5, where m2 and m3 are the central moments with divisor count; 0 where
   * all values are equal; not for extreme values.
   */
  double skewness() {
    BigInteger n = BigInteger.valueOf(count);
    double m2 = quotient(centralSecond(), 2 * ExactSum.EXPONENT, n.pow(2));
    if (m2 == 0) {
      return 0;
    }
    BigInteger sum = first.scaled();
    BigInteger squares = second.scaled().shiftLeft(-ExactSum.EXPONENT);
    BigInteger cubes = third.scaled().shiftLeft(-2 * ExactSum.EXPONENT);
    BigInteger central =
        n.pow(2)
            .multiply(cubes)
            .subtract(n.multiply(sum).multiply(squares).multiply(BigInteger.valueOf(3)))
            .add(sum.pow(3).shiftLeft(1));
    return quotient(central, 3 * ExactSum.EXPONENT, n.pow(3)) / (m2 * Math.sqrt(m2));
  }

  /** {@code n sum(x^2) - sum(x)^2}, in units of 2^(2 x EXPONENT). */
  private BigInteger centralSecond() {
    return second
        .scaled()
        .shiftLeft(-ExactSum.EXPONENT)
        .multiply(BigInteger.valueOf(count))
        .subtract(first.scaled().pow(2));
  }

  /**
   * {@code value x 2^exponent / divisor}, with 64 bits more than a double holds before the one
   * rounding.
   */
  private static double quotient(BigInteger value, int exponent, BigInteger divisor) {
    int spare = Math.max(0, 128 + divisor.bitLength() - value.bitLength());
    return ExactSum.toDouble(value.shiftLeft(spare).divide(divisor), exponent - spare);
  }
}
