package io.cordon.network;

import io.cordon.layer.BatchNormalisation;
import io.cordon.layer.MaxPooling;
import io.cordon.layer.Shape;

/**
 * Batch normalisation without scale and shift, its activation and max pooling, in one. The three
 * maps never fall, so that the largest place stays the largest: pooling goes first, and
 * normalisation and activation see the places that were chosen only. Backward, the gradient is 0 at
 * all others, where what is left of normalisation's is the batch's moments'.
 */
final class PooledNormalisationOperation implements Operation {
  private final BatchNormalisation layer;
  private final Shape input;
  private final int pooledSize;
  private final MaxPoolingOperation pooling;
  private final NormalisationMoments moments;
  private final float[] outputs;

  /**
   * The work space of both layers.
   *
   * @param at where the running moments begin in the flat vector
   */
  PooledNormalisationOperation(
      BatchNormalisation layer,
      MaxPooling pooling,
      Shape input,
      int at,
      int maxRows,
      boolean training) {
    this.layer = layer;
    this.input = input;
    this.pooling = new MaxPoolingOperation(pooling, input, maxRows);
    moments = new NormalisationMoments(layer, input, at, training);
    pooledSize = pooling.output(input).size();
    outputs = new float[Math.multiplyExact(maxRows, pooledSize)];
  }

  /** True where the two layers, one behind the other, may be computed as one. */
  static boolean fits(BatchNormalisation layer) {
    return !layer.affine();
  }

  @Override
  public float[] forward(float[] parameters, float[] inputs, int count) {
    moments.take(parameters, inputs, count * input.size());
    float[] largest = pooling.forward(parameters, inputs, count);
    moments.normalise(largest, count * pooledSize, outputs);
    Elementwise.activate(layer.activation(), outputs, count * pooledSize);
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
    int pooled = count * pooledSize;
    Elementwise.multiplyBySlope(layer.activation(), outputs, outputGradient, pooled);
    moments.toParameters(
        parameters,
        outputGradient,
        pooling.outputs(),
        pooled,
        count * input.size(),
        parameterGradient);
    if (inputGradient != null) {
      Tile.multiply(outputGradient, pooled, moments.factor());
      pooling.spread(
          inputs, count, outputGradient, moments.slope(), moments.offset(), inputGradient);
    }
  }
}
