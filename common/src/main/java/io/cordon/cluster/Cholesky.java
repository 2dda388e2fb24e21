package io.cordon.cluster;

/**
 * Triangular factors of symmetric positive definite matrices, kept column by column, each from the
 * diagonal down.
 */
public final class Cholesky {

  private Cholesky() {}

  /**
   * The inverse F of the lower Cholesky factor L of a matrix: {@code A = LLᵀ}, {@code A⁻¹ = FᵀF}.
   *
   * @param lower the lower triangle of A; is overwritten with L
   * @param from index of its first number
   * @param inverse receives F's lower triangle from index {@code from} on
   * @throws ArithmeticException where A is not positive definite
   */
  public static void inverse(double[] lower, int from, int width, double[] inverse) {
    factor(lower, from, width);
    for (int column = 0; column < width; column++) {
      for (int row = column; row < width; row++) {
        double sum = row == column ? 1 : 0;
        for (int between = column; between < row; between++) {
          sum -= lower[from + at(row, between, width)] * inverse[from + at(between, column, width)];
        }
        inverse[from + at(row, column, width)] = sum / lower[from + at(row, row, width)];
      }
    }
  }

  private static void factor(double[] lower, int from, int width) {
    for (int column = 0; column < width; column++) {
      for (int row = column; row < width; row++) {
        double sum = lower[from + at(row, column, width)];
        for (int before = 0; before < column; before++) {
          sum -= lower[from + at(row, before, width)] * lower[from + at(column, before, width)];
        }
        if (row == column && !(sum > 0)) {
          throw new ArithmeticException("the matrix is not positive definite in column " + column);
        }
        lower[from + at(row, column, width)] =
            row == column ? Math.sqrt(sum) : sum / lower[from + at(column, column, width)];
      }
    }
  }

  /** The place of an element of the lower triangle, {@code row >= column}. */
  public static int at(int row, int column, int width) {
    return column * width - column * (column - 1) / 2 + row - column;
  }
}
