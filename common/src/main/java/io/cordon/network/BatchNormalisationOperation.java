package io.cordon.network;

import static io.cordon.layer.BatchNormalisation.EPSILON;
import static io.cordon.layer.BatchNormalisation.MOMENTUM;

import io.cordon.layer.BatchNormalisation;
import io.cordon.layer.Shape;
import java.util.Arrays;

/** Batch normalisation; see the layer for the parameters. */
final class BatchNormalisationOperation implements Operation {
  private final BatchNormalisation layer;
  private final boolean training;
  private final int channels;
  private final int places;
  private final int at;
  private final int statisticsAt;
  private final float[] outputs;
  private final double[] inverse;
  private final Tile sums;
  private final Tile mean;
  private final Tile factor;
  private final Tile offset;

  BatchNormalisationOperation(
      BatchNormalisation layer, Shape shape, int at, int maxRows, boolean training) {
    this.layer = layer;
    this.training = training;
    this.at = at;
    channels = shape.channels();
    places = shape.places();
    statisticsAt = at + layer.parameterCount(shape) - 2 * channels;
    outputs = new float[Math.multiplyExact(maxRows, shape.size())];
    inverse = new double[channels];
    sums = new Tile(channels);
    mean = new Tile(channels);
    factor = new Tile(channels);
    offset = new Tile(channels);
  }

  @Override
  public float[] forward(float[] parameters, float[] inputs, int count) {
    int length = count * places * channels;
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
    Tile.multiplyAdd(inputs, length, factor.repeat(), offset.repeat(), outputs);
    Elementwise.activate(layer.activation(), outputs, length);
    return outputs;
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

  @Override
  public void backward(
      float[] parameters,
      float[] inputs,
      int count,
      float[] outputGradient,
      float[] parameterGradient,
      float[] inputGradient) {
    int length = count * places * channels;
    double numbers = Math.max(1, length / channels);
    Elementwise.multiplyBySlope(layer.activation(), outputs, outputGradient, length);
    double[] shifts = sums.sum(outputGradient, length);
    double[] scales = sums.sumOfProducts(outputGradient, inputs, mean, length);
    Arrays.fill(parameterGradient, at, statisticsAt + 2 * channels, 0);
    for (int channel = 0; channel < channels; channel++) {
      scales[channel] *= inverse[channel];
      if (layer.affine()) {
        parameterGradient[at + channel] = (float) scales[channel];
        parameterGradient[at + channels + channel] = (float) shifts[channel];
      }
    }
    if (inputGradient != null) {
      toInputs(parameters, inputs, length, outputGradient, shifts, scales, numbers, inputGradient);
    }
  }

  /** {@code scale / √v (g - mean(g) - x̂ mean(g x̂))}, with x̂ = (x - mean) / √v. */
  private void toInputs(
      float[] parameters,
      float[] inputs,
      int length,
      float[] outputGradient,
      double[] shifts,
      double[] scales,
      double numbers,
      float[] inputGradient) {
    Tile ofInput = sums;
    for (int channel = 0; channel < channels; channel++) {
      double scale = scale(parameters, channel) * inverse[channel];
      double slope = -scale * scales[channel] / numbers * inverse[channel];
      factor.set(channel, scale);
      ofInput.set(channel, slope);
      offset.set(channel, -scale * shifts[channel] / numbers - slope * mean.of(channel));
    }
    Tile.multiplyAdd(inputs, length, ofInput.repeat(), offset.repeat(), inputGradient);
    Tile.addProduct(outputGradient, length, factor.repeat(), inputGradient);
  }
}
