package io.cordon.objective;

/**
 * Reconstruction: a row's loss is the MEAN over the features of (x - x̂)²; the target is the row
 * that went in.
 *
 * @param width features a row
 */
public record SquaredError(int width) implements Objective {
  private static final long serialVersionUID = 1L;

  @Override
  public double evaluate(float[] rows, float[] outputs, int count, float[] gradient) {
    int length = count * width;
    float scale = (float) (2.0 / length);
    for (int index = 0; index < length; index++) {
      gradient[index] = scale * (outputs[index] - rows[index]);
    }
    return length == 0 ? 0 : sumOfSquares(gradient, length) / ((double) scale * scale * width);
  }

  /** Four sums side by side, since one double sum makes every addition wait for the one before. */
  private static double sumOfSquares(float[] values, int length) {
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
