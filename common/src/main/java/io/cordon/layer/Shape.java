package io.cordon.layer;

import java.io.Serializable;

/**
 * How the numbers of one row are to be read: an image of {@code height x width} places with {@code
 * channels} numbers each, row by row, the channels of a place side by side. A sequence is an image
 * of height 1: its steps are places, its features are channels. A plain row is one place.
 *
 * @param height rows of places, at least 1
 * @param width places in a row, at least 1
 * @param channels numbers a place, at least 1
 */
public record Shape(int height, int width, int channels) implements Serializable {

  public Shape {
    if (height < 1 || width < 1 || channels < 1) {
      throw new IllegalArgumentException(
          "A shape needs at least one place and one channel, not "
              + height
              + " x "
              + width
              + " x "
              + channels);
    }
  }

  /** A plain row of features. */
  public static Shape row(int features) {
    return new Shape(1, 1, features);
  }

  /** A sequence: {@code steps x features}, step by step. */
  public static Shape sequence(int steps, int features) {
    return new Shape(1, steps, features);
  }

  /** Places: pixels of an image, steps of a sequence. */
  public int places() {
    return Math.multiplyExact(height, width);
  }

  /** Numbers in all. */
  public int size() {
    return Math.multiplyExact(places(), channels);
  }

  /**
   * Places of a row up to the last that holds a number other than 0: those behind are padding,
   * where a layer or an objective says so.
   *
   * @param from index of the row's first number
   */
  public int truePlaces(float[] values, int from) {
    int end = size();
    while (end > 0 && values[from + end - 1] == 0) {
      end--;
    }
    return (end + channels - 1) / channels;
  }

  @Override
  public String toString() {
    return height + " x " + width + " x " + channels;
  }
}
