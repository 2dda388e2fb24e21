package io.cordon.network;

import io.cordon.layer.MaxPooling;
import io.cordon.layer.Shape;
import java.util.Arrays;

/**
 * Max pooling; where several places are largest, the first gets the gradient. Which place that is
 * comes without a branch, for a processor cannot guess it. The places that stand alike in their
 * squares are gathered line by line, for loops over the few channels of one place would be too
 * short for vector instructions.
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
  private final float[] gathered;
  private final float[] gradients;

  MaxPoolingOperation(MaxPooling layer, Shape input, int maxRows) {
    this.input = input;
    this.size = layer.size();
    output = layer.output(input);
    offsets = new int[size * size];
    Arrays.setAll(
        offsets, other -> (other / size * input.width() + other % size) * input.channels());
    outputs = new float[Math.multiplyExact(maxRows, output.size())];
    left = new float[output.width() * output.channels()];
    gathered = new float[left.length];
    gradients = new float[left.length];
  }

  /** What the last {@link #forward} returned. */
  float[] outputs() {
    return outputs;
  }

  @Override
  public float[] forward(float[] parameters, float[] inputs, int count) {
    for (int line = 0; line < count * output.height(); line++) {
      int to = line * left.length;
      exchange(inputs, firstOf(line), outputs, to, true);
      for (int other = 1; other < offsets.length; other++) {
        exchange(inputs, firstOf(line) + offsets[other], gathered, 0, true);
        largest(gathered, outputs, to);
      }
    }
    return outputs;
  }

  /** Where the squares of an output line begin. */
  private int firstOf(int line) {
    int image = line / output.height();
    int y = line % output.height() * size;
    return image * input.size() + y * input.width() * input.channels();
  }

  /** Gathers one place of every square of a line, or scatters them again. */
  private void exchange(float[] images, int from, float[] line, int at, boolean gather) {
    int channels = input.channels();
    for (int x = 0; x < output.width(); x++) {
      int place = from + x * size * channels;
      if (gather) {
        System.arraycopy(images, place, line, at + x * channels, channels);
      } else {
        System.arraycopy(line, at + x * channels, images, place, channels);
      }
    }
  }

  private static void largest(float[] from, float[] outputs, int to) {
    for (int index = 0; index < from.length; index++) {
      outputs[to + index] = Math.max(outputs[to + index], from[index]);
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
    if (inputGradient != null) {
      spread(inputs, count, outputGradient, null, null, inputGradient);
    }
  }

  /**
   * {@code inputGradient = slope inputs + offset}, and the output's gradient on top at the places
   * that were largest.
   *
   * @param slope a number a channel; null for 0, and likewise the offset
   */
  void spread(
      float[] inputs,
      int count,
      float[] outputGradient,
      Tile slope,
      Tile offset,
      float[] inputGradient) {
    if (output.height() * size < input.height() || output.width() * size < input.width()) {
      lay(inputs, count * input.size(), slope, offset, inputGradient);
    }
    for (int line = 0; line < count * output.height(); line++) {
      System.arraycopy(outputGradient, line * left.length, left, 0, left.length);
      for (int other : offsets) {
        exchange(inputs, firstOf(line) + other, gathered, 0, true);
        lay(gathered, left.length, slope, offset, gradients);
        take(line * left.length);
        exchange(inputGradient, firstOf(line) + other, gradients, 0, false);
      }
    }
  }

  private static void lay(float[] inputs, int count, Tile slope, Tile offset, float[] gradient) {
    if (slope == null) {
      Arrays.fill(gradient, 0, count, 0);
    } else {
      Tile.multiplyAdd(inputs, count, slope, offset, gradient);
    }
  }

  /** A place that is largest takes what is left of the gradient; the others get 0. */
  private void take(int to) {
    for (int index = 0; index < left.length; index++) {
      float below = outputs[to + index] - gathered[index];
      float taken = left[index] * (1 - Math.min(1, below * LIFT * LIFT));
      gradients[index] += taken;
      left[index] -= taken;
    }
  }
}
