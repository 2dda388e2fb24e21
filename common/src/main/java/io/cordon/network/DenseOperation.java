package io.cordon.network;

import io.cordon.layer.Dense;
import java.util.Arrays;

/**
 * A dense layer: three matrix products, and single loops for everything else. Slopes are found from
 * outputs, so only one number a unit and row is kept.
 */
final class DenseOperation implements Operation {
  private final Dense layer;
  private final int fanIn;
  private final int weightsAt;
  private final int biasesAt;
  private final int rowsPerProduct;
  private final float[] outputs;
  private final float[] ones;

  /**
   * A dense layer's work space.
   *
   * @param steady true where a row's outputs must have the same bits at every place in a batch of
   *     {@code maxRows}, whatever the other rows are
   */
  DenseOperation(Dense layer, int fanIn, int at, int maxRows, boolean steady) {
    this.layer = layer;
    this.fanIn = fanIn;
    weightsAt = at;
    biasesAt = at + layer.width() * fanIn;
    rowsPerProduct = steady ? SteadyRows.of(maxRows, fanIn, layer.width()) : maxRows;
    outputs = new float[Math.multiplyExact(maxRows, layer.width())];
    ones = new float[layer.bias() && !steady ? maxRows : 0];
    Arrays.fill(ones, 1);
  }

  @Override
  public float[] forward(float[] parameters, float[] inputs, int count) {
    int width = layer.width();
    if (layer.bias()) {
      Biases.lay(parameters, biasesAt, width, outputs, count);
    }
    float keep = layer.bias() ? 1 : 0;
    for (int row = 0; row < count; row += rowsPerProduct) {
      int some = Math.min(rowsPerProduct, count - row);
      DenseProducts.forward(
          parameters,
          weightsAt,
          fanIn,
          width,
          inputs,
          row * fanIn,
          some,
          keep,
          outputs,
          row * width);
    }
    Elementwise.activate(layer.activation(), outputs, count * width);
    return outputs;
  }

  @Override
  public void backward(
      float[] parameters,
      float[] inputs,
      int count,
      float[] outputGradient,
      float[] parameterGradient,
      float[] inputGradient) {
    int width = layer.width();
    Elementwise.multiplyBySlope(layer.activation(), outputs, outputGradient, count * width);
    DenseProducts.toWeights(
        outputGradient, fanIn, width, inputs, count, parameterGradient, weightsAt);
    if (layer.bias()) {
      DenseProducts.toWeights(outputGradient, 1, width, ones, count, parameterGradient, biasesAt);
    }
    if (inputGradient != null) {
      DenseProducts.toInputs(
          parameters, weightsAt, fanIn, width, outputGradient, count, inputGradient);
    }
  }
}
