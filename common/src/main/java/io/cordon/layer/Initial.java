package io.cordon.layer;

import java.util.SplittableRandom;

/** Fresh weights. */
final class Initial {
  private Initial() {}

  /**
   * Weights uniform in ±b: Glorot's b = √(6/(in+out)) before linear, sigmoid and tanh, He's b =
   * √(6/in) before ReLU, leaky ReLU and ELU.
   *
   * @param fanIn numbers that one output sees
   * @param fanOut outputs that one number reaches
   */
  static void uniform(
      float[] parameters,
      int from,
      int count,
      Activation activation,
      double fanIn,
      double fanOut,
      SplittableRandom random) {
    double bound =
        switch (activation) {
          case LINEAR, SIGMOID, TANH -> Math.sqrt(6.0 / (fanIn + fanOut));
          case RELU, LEAKY_RELU, ELU -> Math.sqrt(6.0 / fanIn);
        };
    for (int weight = from; weight < from + count; weight++) {
      parameters[weight] = (float) ((2 * random.nextDouble() - 1) * bound);
    }
  }

  /**
   * Square matrices with orthonormal rows, one below the other: they keep a state's length from
   * step to step (Saxe et al. 2014). Normal draws, made orthonormal row by row (Gram-Schmidt, twice
   * for precision).
   *
   * @param count matrices of {@code size x size}
   */
  static void orthogonal(
      float[] parameters, int from, int count, int size, SplittableRandom random) {
    for (int matrix = 0; matrix < count; matrix++) {
      double[][] rows = new double[size][];
      for (int row = 0; row < size; row++) {
        rows[row] = normal(size, random);
        for (int again = 0; again < 2; again++) {
          removeEarlier(rows, row);
        }
        scaleToOne(rows[row]);
        for (int column = 0; column < size; column++) {
          parameters[from + (matrix * size + row) * size + column] = (float) rows[row][column];
        }
      }
    }
  }

  private static double[] normal(int count, SplittableRandom random) {
    double[] values = new double[count];
    for (int index = 0; index < count; index++) {
      values[index] = random.nextGaussian();
    }
    return values;
  }

  private static void removeEarlier(double[][] rows, int row) {
    for (int earlier = 0; earlier < row; earlier++) {
      double product = 0;
      for (int column = 0; column < rows[row].length; column++) {
        product += rows[row][column] * rows[earlier][column];
      }
      for (int column = 0; column < rows[row].length; column++) {
        rows[row][column] -= product * rows[earlier][column];
      }
    }
  }

  private static void scaleToOne(double[] row) {
    double squares = 0;
    for (double value : row) {
      squares += value * value;
    }
    double scale = 1 / Math.sqrt(Math.max(Double.MIN_NORMAL, squares));
    for (int column = 0; column < row.length; column++) {
      row[column] *= scale;
    }
  }
}
