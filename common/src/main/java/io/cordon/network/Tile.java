package io.cordon.network;

import java.util.Arrays;

/**
 * One number a channel, repeated until it is long enough for vector instructions: loops over the
 * few channels of a place would be too short for them.
 */
final class Tile {
  private static final int LEAST = 1024;

  private final int channels;
  private final float[] values;

  Tile(int channels) {
    this.channels = channels;
    values = new float[channels * Math.max(1, (LEAST + channels - 1) / channels)];
  }

  /** Sets the number of one channel; {@link #repeat} makes it count. */
  void set(int channel, double value) {
    values[channel] = (float) value;
  }

  /** The number of one channel. */
  double of(int channel) {
    return values[channel];
  }

  /** Repeats the channels' numbers over the whole tile. */
  Tile repeat() {
    for (int done = channels; done < values.length; done *= 2) {
      System.arraycopy(values, 0, values, done, Math.min(done, values.length - done));
    }
    return this;
  }

  /** {@code results = numbers * factor + offset}, channel by channel; results may be numbers. */
  static void multiplyAdd(float[] numbers, int count, Tile factor, Tile offset, float[] results) {
    int length = factor.values.length;
    for (int from = 0; from < count; from += length) {
      multiplyAdd(
          numbers, from, Math.min(length, count - from), factor.values, offset.values, results);
    }
  }

  private static void multiplyAdd(
      float[] numbers, int from, int count, float[] factor, float[] offset, float[] results) {
    for (int index = 0; index < count; index++) {
      results[from + index] = numbers[from + index] * factor[index] + offset[index];
    }
  }

  /** {@code numbers *= factor}, channel by channel. */
  static void multiply(float[] numbers, int count, Tile factor) {
    int length = factor.values.length;
    for (int from = 0; from < count; from += length) {
      multiply(numbers, from, Math.min(length, count - from), factor.values);
    }
  }

  private static void multiply(float[] numbers, int from, int count, float[] factor) {
    for (int index = 0; index < count; index++) {
      numbers[from + index] *= factor[index];
    }
  }

  /** {@code results += numbers * factor}, channel by channel. */
  static void addProduct(float[] numbers, int count, Tile factor, float[] results) {
    int length = factor.values.length;
    for (int from = 0; from < count; from += length) {
      addProduct(numbers, from, Math.min(length, count - from), factor.values, results);
    }
  }

  private static void addProduct(
      float[] numbers, int from, int count, float[] factor, float[] results) {
    for (int index = 0; index < count; index++) {
      results[from + index] += numbers[from + index] * factor[index];
    }
  }

  /** Sums over the places, channel by channel; this tile is where they are added up. */
  double[] sum(float[] numbers, int count) {
    Arrays.fill(values, 0);
    for (int from = 0; from < count; from += values.length) {
      add(numbers, from, Math.min(values.length, count - from));
    }
    return folded();
  }

  private void add(float[] numbers, int from, int count) {
    float[] sums = values;
    for (int index = 0; index < count; index++) {
      sums[index] += numbers[from + index];
    }
  }

  /** Sums of {@code left * (right - shift)}, channel by channel. */
  double[] sumOfProducts(float[] left, float[] right, Tile shift, int count) {
    Arrays.fill(values, 0);
    for (int from = 0; from < count; from += values.length) {
      addProducts(left, right, shift.values, from, Math.min(values.length, count - from));
    }
    return folded();
  }

  private void addProducts(float[] left, float[] right, float[] shift, int from, int count) {
    float[] sums = values;
    for (int index = 0; index < count; index++) {
      sums[index] += left[from + index] * (right[from + index] - shift[index]);
    }
  }

  private double[] folded() {
    double[] sums = new double[channels];
    for (int index = 0; index < values.length; index++) {
      sums[index % channels] += values[index];
    }
    return sums;
  }

  /** Sums of {@code (numbers - shift)²}, channel by channel. */
  double[] sumOfSquares(float[] numbers, Tile shift, int count) {
    Arrays.fill(values, 0);
    for (int from = 0; from < count; from += values.length) {
      addSquares(numbers, shift.values, from, Math.min(values.length, count - from));
    }
    return folded();
  }

  private void addSquares(float[] numbers, float[] shift, int from, int count) {
    float[] sums = values;
    for (int index = 0; index < count; index++) {
      float apart = numbers[from + index] - shift[index];
      sums[index] += apart * apart;
    }
  }
}
