package io.cordon.network;

/**
 * The three matrix products of a dense layer, on row-major arrays. Weights are {@code width x
 * inputs}, at an offset in the flat vector.
 */
final class DenseProducts {

  private DenseProducts() {}

  /**
   * {@code outputs = rows weightsᵀ + keep outputs}; {@code keep} is 0 or 1, so that biases can be
   * laid down first.
   */
  static void forward(
      float[] weights,
      int weightsAt,
      int inputs,
      int width,
      float[] rows,
      int rowsAt,
      int count,
      float keep,
      float[] outputs,
      int outputsAt) {
    Blas.multiply(
        "T", "N", width, count, inputs, weights, weightsAt, inputs, rows, rowsAt, inputs, keep,
        outputs, outputsAt, width);
  }

  /** {@code weightGradient = outputGradientᵀ rows}, summed over the rows. */
  static void toWeights(
      float[] outputGradient,
      int inputs,
      int width,
      float[] rows,
      int count,
      float[] weightGradient,
      int weightsAt) {
    toWeights(outputGradient, 0, inputs, width, rows, 0, count, 0, weightGradient, weightsAt);
  }

  /** {@code weightGradient = outputGradientᵀ rows + keep weightGradient}. */
  static void toWeights(
      float[] outputGradient,
      int gradientAt,
      int inputs,
      int width,
      float[] rows,
      int rowsAt,
      int count,
      float keep,
      float[] weightGradient,
      int weightsAt) {
    Blas.multiply(
        "N",
        "T",
        inputs,
        width,
        count,
        rows,
        rowsAt,
        inputs,
        outputGradient,
        gradientAt,
        width,
        keep,
        weightGradient,
        weightsAt,
        inputs);
  }

  /** {@code inputGradient = outputGradient weights}. */
  static void toInputs(
      float[] weights,
      int weightsAt,
      int inputs,
      int width,
      float[] outputGradient,
      int count,
      float[] inputGradient) {
    toInputs(weights, weightsAt, inputs, width, outputGradient, 0, count, 0, inputGradient, 0);
  }

  /** {@code inputGradient = outputGradient weights + keep inputGradient}. */
  static void toInputs(
      float[] weights,
      int weightsAt,
      int inputs,
      int width,
      float[] outputGradient,
      int gradientAt,
      int count,
      float keep,
      float[] inputGradient,
      int inputGradientAt) {
    Blas.multiply(
        "N",
        "N",
        inputs,
        count,
        width,
        weights,
        weightsAt,
        inputs,
        outputGradient,
        gradientAt,
        width,
        keep,
        inputGradient,
        inputGradientAt,
        inputs);
  }
}
