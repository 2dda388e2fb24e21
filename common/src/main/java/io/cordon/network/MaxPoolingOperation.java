package io.cordon.network;

import io.cordon.layer.MaxPooling;
import io.cordon.layer.Shape;
import java.util.Arrays;

/**
 * Max pooling; where several places are largest, the first gets the gradient. Which place that is
 * comes without a branch, for a processor cannot guess it.
 */
final class MaxPoolingOperation implements Operation {
  /** Twice this factor lifts every positive float, even the smallest, above 1. */
  private static final float LIFT = 1e38f;

  private final Shape input;
  private final Shape output;
  private final int size;
  private final int[] offsets;
  private final float[] outputs;
  private final float[] left;

  MaxPoolingOperation(MaxPooling layer, Shape input, int maxRows) {
    this.input = input;
    this.size = layer.size();
    output = layer.output(input);
    offsets = new int[size * size];
    Arrays.setAll(
        offsets, other -> (other / size * input.width() + other % size) * input.channels());
    outputs = new float[Math.multiplyExact(maxRows, output.size())];
    left = new float[input.channels()];
  }

  @Override
  public float[] forward(float[] parameters, float[] inputs, int count) {
    int channels = input.channels();
    for (int place = 0; place < count * output.places(); place++) {
      int first = firstOf(place);
      System.arraycopy(inputs, first, outputs, place * channels, channels);
      for (int other = 1; other < offsets.length; other++) {
        largest(inputs, first + offsets[other], outputs, place * channels, channels);
      }
    }
    return outputs;
  }

  /** Where the square of an output place begins. */
  private int firstOf(int place) {
    int image = place / output.places();
    int y = place % output.places() / output.width();
    int x = place % output.width();
    return image * input.size() + (y * size * input.width() + x * size) * input.channels();
  }

  private static void largest(float[] inputs, int from, float[] outputs, int to, int count) {
    for (int index = 0; index < count; index++) {
      outputs[to + index] = Math.max(outputs[to + index], inputs[from + index]);
    }
  }

  @Override
  public void backward(
      float[] parameters,
      float[] inputs,
      int count,
      float[] outputGradient,
      float[] parameterGradient,
      float[] inputGradient) {
    if (inputGradient == null) {
      return;
    }
    int channels = input.channels();
    if (output.height() * size < input.height() || output.width() * size < input.width()) {
      Arrays.fill(inputGradient, 0, count * input.size(), 0);
    }
    for (int place = 0; place < count * output.places(); place++) {
      int first = firstOf(place);
      System.arraycopy(outputGradient, place * channels, left, 0, channels);
      for (int offset : offsets) {
        take(inputs, first + offset, place * channels, inputGradient);
      }
    }
  }

  /** A place that is largest takes what is left of the gradient; the others get 0. */
  private void take(float[] inputs, int from, int to, float[] inputGradient) {
    for (int channel = 0; channel < left.length; channel++) {
      float below = outputs[to + channel] - inputs[from + channel];
      float taken = left[channel] * (1 - Math.min(1, below * LIFT * LIFT));
      inputGradient[from + channel] = taken;
      left[channel] -= taken;
    }
  }
}
