package io.cordon.network;

import java.util.Arrays;

/**
 * One number a channel, repeated until it is long enough for vector instructions: loops over the
 * few channels of a place would be too short for them. Java uses them only where all arrays are
 * read and written at one index, so each stretch of the long arrays is copied to the front of a
 * short one first, which is much faster in all.
 */
final class Tile {
  private static final int LEAST = 1024;

  private final int channels;
  private final float[] values;

  /** Stretches of the arrays at hand. */
  private final float[] first;

  private final float[] second;

  Tile(int channels) {
    this.channels = channels;
    values = new float[channels * Math.max(1, (LEAST + channels - 1) / channels)];
    first = new float[values.length];
    second = new float[values.length];
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
    float[] some = factor.first;
    for (int from = 0; from < count; from += some.length) {
      int length = Math.min(some.length, count - from);
      System.arraycopy(numbers, from, some, 0, length);
      multiplyAdd(some, factor.values, offset.values, length);
      System.arraycopy(some, 0, results, from, length);
    }
  }

  private static void multiplyAdd(float[] some, float[] factor, float[] offset, int count) {
    for (int index = 0; index < count; index++) {
      some[index] = some[index] * factor[index] + offset[index];
    }
  }

  /** {@code numbers *= factor}, channel by channel. */
  static void multiply(float[] numbers, int count, Tile factor) {
    float[] some = factor.first;
    for (int from = 0; from < count; from += some.length) {
      int length = Math.min(some.length, count - from);
      System.arraycopy(numbers, from, some, 0, length);
      multiply(some, factor.values, length);
      System.arraycopy(some, 0, numbers, from, length);
    }
  }

  private static void multiply(float[] some, float[] factor, int count) {
    for (int index = 0; index < count; index++) {
      some[index] *= factor[index];
    }
  }

  /** {@code results += numbers * factor}, channel by channel. */
  static void addProduct(float[] numbers, int count, Tile factor, float[] results) {
    float[] some = factor.first;
    float[] sums = factor.second;
    for (int from = 0; from < count; from += some.length) {
      int length = Math.min(some.length, count - from);
      System.arraycopy(numbers, from, some, 0, length);
      System.arraycopy(results, from, sums, 0, length);
      addProduct(some, factor.values, sums, length);
      System.arraycopy(sums, 0, results, from, length);
    }
  }

  private static void addProduct(float[] some, float[] factor, float[] sums, int count) {
    for (int index = 0; index < count; index++) {
      sums[index] += some[index] * factor[index];
    }
  }

  /** Sums over the places, channel by channel; this tile is where they are added up. */
  double[] sum(float[] numbers, int count) {
    Arrays.fill(values, 0);
    for (int from = 0; from < count; from += values.length) {
      int length = Math.min(values.length, count - from);
      System.arraycopy(numbers, from, first, 0, length);
      add(first, values, length);
    }
    return folded();
  }

  private static void add(float[] some, float[] sums, int count) {
    for (int index = 0; index < count; index++) {
      sums[index] += some[index];
    }
  }

  /** Sums of {@code left * (right - shift)}, channel by channel. */
  double[] sumOfProducts(float[] left, float[] right, Tile shift, int count) {
    Arrays.fill(values, 0);
    for (int from = 0; from < count; from += values.length) {
      int length = Math.min(values.length, count - from);
      System.arraycopy(left, from, first, 0, length);
      System.arraycopy(right, from, second, 0, length);
      addProducts(first, second, shift.values, values, length);
    }
    return folded();
  }

  private static void addProducts(
      float[] left, float[] right, float[] shift, float[] sums, int count) {
    for (int index = 0; index < count; index++) {
      sums[index] += left[index] * (right[index] - shift[index]);
    }
  }

  /** Sums of {@code (numbers - shift)²}, channel by channel. */
  double[] sumOfSquares(float[] numbers, Tile shift, int count) {
    Arrays.fill(values, 0);
    for (int from = 0; from < count; from += values.length) {
      int length = Math.min(values.length, count - from);
      System.arraycopy(numbers, from, first, 0, length);
      addSquares(first, shift.values, values, length);
    }
    return folded();
  }

  private static void addSquares(float[] some, float[] shift, float[] sums, int count) {
    for (int index = 0; index < count; index++) {
      float apart = some[index] - shift[index];
      sums[index] += apart * apart;
    }
  }

  private double[] folded() {
    double[] sums = new double[channels];
    for (int index = 0; index < values.length; index++) {
      sums[index % channels] += values[index];
    }
    return sums;
  }
}
