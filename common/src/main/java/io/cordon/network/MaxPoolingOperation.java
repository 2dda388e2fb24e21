package io.cordon.network;

import io.cordon.layer.MaxPooling;
import io.cordon.layer.Shape;
import java.util.Arrays;

/**
 * Max pooling; where several places are largest, the first gets the gradient. Which place that is
 * comes without a branch, for a processor cannot guess it. The places that stand alike in their
 * squares are gathered line by line, for loops over the few channels of one place would be too
 * short for vector instructions, and Java uses them only where all arrays are read at one index.
 */
final class MaxPoolingOperation implements Operation {
  /** Twice this factor lifts every positive float, even the smallest, above 1. */
  private static final float LIFT = 1e38f;

  private final Shape input;
  private final Shape output;
  private final int size;
  private final int[] offsets;
  private final float[] outputs;
  private final float[] largest;
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
    largest = new float[output.width() * output.channels()];
    left = new float[largest.length];
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
      exchange(inputs, firstOf(line), largest, true);
      for (int other = 1; other < offsets.length; other++) {
        exchange(inputs, firstOf(line) + offsets[other], gathered, true);
        raise(largest, gathered);
      }
      System.arraycopy(largest, 0, outputs, line * largest.length, largest.length);
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
  private void exchange(float[] images, int from, float[] line, boolean gather) {
    int channels = input.channels();
    for (int x = 0; x < output.width(); x++) {
      int place = from + x * size * channels;
      if (gather) {
        System.arraycopy(images, place, line, x * channels, channels);
      } else {
        System.arraycopy(line, x * channels, images, place, channels);
      }
    }
  }

  private static void raise(float[] largest, float[] others) {
    for (int index = 0; index < largest.length; index++) {
      largest[index] = Math.max(largest[index], others[index]);
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
      System.arraycopy(outputs, line * left.length, largest, 0, left.length);
      System.arraycopy(outputGradient, line * left.length, left, 0, left.length);
      for (int other : offsets) {
        exchange(inputs, firstOf(line) + other, gathered, true);
        lay(gathered, left.length, slope, offset, gradients);
        take();
        exchange(inputGradient, firstOf(line) + other, gradients, false);
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
  private void take() {
    for (int index = 0; index < left.length; index++) {
      float below = largest[index] - gathered[index];
      float taken = left[index] * (1 - Math.min(1, below * LIFT * LIFT));
      gradients[index] += taken;
      left[index] -= taken;
    }
  }
}
