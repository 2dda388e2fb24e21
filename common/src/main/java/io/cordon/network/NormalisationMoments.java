package io.cordon.network;

import static io.cordon.layer.BatchNormalisation.EPSILON;
import static io.cordon.layer.BatchNormalisation.MOMENTUM;

import io.cordon.layer.BatchNormalisation;
import io.cordon.layer.Shape;
import java.util.Arrays;

/**
 * The moments of batch normalisation, and what follows from them: one multiply-add a channel
 * forward, and the gradient through the moments backward. See the layer for the parameters.
 */
final class NormalisationMoments {
  private final BatchNormalisation layer;
  private final boolean training;
  private final int channels;
  private final int at;
  private final int statisticsAt;
  private final double[] inverse;
  private final Tile sums;
  private final Tile mean;
  private final Tile factor;
  private final Tile offset;

  NormalisationMoments(BatchNormalisation layer, Shape shape, int at, boolean training) {
    this.layer = layer;
    this.training = training;
    this.at = at;
    channels = shape.channels();
    statisticsAt = at + layer.parameterCount(shape) - 2 * channels;
    inverse = new double[channels];
    sums = new Tile(channels);
    mean = new Tile(channels);
    factor = new Tile(channels);
    offset = new Tile(channels);
  }

  /** Takes the batch's moments in training, else the running ones. */
  void take(float[] parameters, float[] inputs, int length) {
    double[] means = training ? sums.sum(inputs, length) : new double[channels];
    double[] variances = new double[channels];
    if (training) {
      batchMoments(parameters, inputs, length, means, variances);
    } else {
      runningMoments(parameters, means, variances);
    }
    for (int channel = 0; channel < channels; channel++) {
      inverse[channel] = 1 / Math.sqrt(variances[channel] + EPSILON);
      double scale = scale(parameters, channel) * inverse[channel];
      double shift = layer.affine() ? parameters[at + channels + channel] : 0;
      factor.set(channel, scale);
      offset.set(channel, shift - means[channel] * scale);
    }
    factor.repeat();
    offset.repeat();
  }

  private double scale(float[] parameters, int channel) {
    return layer.affine() ? parameters[at + channel] : 1;
  }

  private void runningMoments(float[] parameters, double[] means, double[] variances) {
    for (int channel = 0; channel < channels; channel++) {
      means[channel] = parameters[statisticsAt + channel];
      double square = parameters[statisticsAt + channels + channel];
      variances[channel] = Math.max(0, square - means[channel] * means[channel]);
    }
  }

  private void batchMoments(
      float[] parameters, float[] inputs, int length, double[] means, double[] variances) {
    double numbers = Math.max(1, length / channels);
    for (int channel = 0; channel < channels; channel++) {
      means[channel] /= numbers;
      mean.set(channel, means[channel]);
    }
    double[] squares = sums.sumOfSquares(inputs, mean.repeat(), length);
    for (int channel = 0; channel < channels; channel++) {
      variances[channel] = squares[channel] / numbers;
      move(parameters, statisticsAt + channel, means[channel]);
      double square = variances[channel] + means[channel] * means[channel];
      move(parameters, statisticsAt + channels + channel, square);
    }
  }

  private static void move(float[] parameters, int place, double towards) {
    parameters[place] = (float) ((1 - MOMENTUM) * parameters[place] + MOMENTUM * towards);
  }

  /** {@code outputs = scale (numbers - mean) / √v + shift}. */
  void normalise(float[] numbers, int length, float[] outputs) {
    Tile.multiplyAdd(numbers, length, factor, offset, outputs);
  }

  /**
   * Writes the gradient by scale and shift, and prepares that by the inputs: {@code scale / √v (g -
   * mean(g) - x̂ mean(g x̂))}, with x̂ = (x - mean) / √v, is {@link #factor} g + {@link #slope} x +
   * {@link #offset}.
   *
   * @param outputGradient g, before the activation
   * @param inputs x at the same places: all those where g is not 0
   * @param length how many numbers both have
   * @param whole how many numbers the moments were taken of
   */
  void toParameters(
      float[] parameters,
      float[] outputGradient,
      float[] inputs,
      int length,
      int whole,
      float[] parameterGradient) {
    double numbers = Math.max(1, whole / channels);
    double[] shifts = sums.sum(outputGradient, length);
    double[] scales = sums.sumOfProducts(outputGradient, inputs, mean, length);
    Arrays.fill(parameterGradient, at, statisticsAt + 2 * channels, 0);
    for (int channel = 0; channel < channels; channel++) {
      scales[channel] *= inverse[channel];
      if (layer.affine()) {
        parameterGradient[at + channel] = (float) scales[channel];
        parameterGradient[at + channels + channel] = (float) shifts[channel];
      }
      double scale = scale(parameters, channel) * inverse[channel];
      double slope = -scale * scales[channel] / numbers * inverse[channel];
      factor.set(channel, scale);
      sums.set(channel, slope);
      offset.set(channel, -scale * shifts[channel] / numbers - slope * mean.of(channel));
    }
    factor.repeat();
    sums.repeat();
    offset.repeat();
  }

  /** What the output's gradient is multiplied by; counts after {@link #toParameters}. */
  Tile factor() {
    return factor;
  }

  /** What the inputs are multiplied by; counts after {@link #toParameters}. */
  Tile slope() {
    return sums;
  }

  /** What is added; counts after {@link #toParameters}. */
  Tile offset() {
    return offset;
  }
}
