package io.cordon.objective;

/**
 * A sum of squares in double: four sums side by side, since one double sum makes every addition
 * wait for the one before.
 */
public final class SumOfSquares {

  private SumOfSquares() {}

  /** The sum of the squares of the first {@code length} values. */
  public static double of(float[] values, int length) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int index = 0;
    for (; index + 3 < length; index += 4) {
      first += (double) values[index] * values[index];
      second += (double) values[index + 1] * values[index + 1];
      third += (double) values[index + 2] * values[index + 2];
      fourth += (double) values[index + 3] * values[index + 3];
    }
    for (; index < length; index++) {
      first += (double) values[index] * values[index];
    }
    return (first + second) + (third + fourth);
  }
}
