package io.cordon.network;

import io.cordon.layer.BatchNormalisation;
import io.cordon.layer.Shape;

/** Batch normalisation; see the layer for the parameters. */
final class BatchNormalisationOperation implements Operation {
  private final BatchNormalisation layer;
  private final int size;
  private final NormalisationMoments moments;
  private final float[] outputs;

  BatchNormalisationOperation(
      BatchNormalisation layer, Shape shape, int at, int maxRows, boolean training) {
    this.layer = layer;
    size = shape.size();
    moments = new NormalisationMoments(layer, shape, at, training);
    outputs = new float[Math.multiplyExact(maxRows, size)];
  }

  @Override
  public float[] forward(float[] parameters, float[] inputs, int count) {
    moments.take(parameters, inputs, count * size);
    moments.normalise(inputs, count * size, outputs);
    Elementwise.activate(layer.activation(), outputs, count * size);
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
    int length = count * size;
    Elementwise.multiplyBySlope(layer.activation(), outputs, outputGradient, length);
    moments.toParameters(parameters, outputGradient, inputs, length, length, parameterGradient);
    if (inputGradient != null) {
      Tile.multiplyAdd(inputs, length, moments.slope(), moments.offset(), inputGradient);
      Tile.addProduct(outputGradient, length, moments.factor(), inputGradient);
    }
  }
}
