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
    return length == 0 ? 0 : SumOfSquares.of(gradient, length) / ((double) scale * scale * width);
  }
}
