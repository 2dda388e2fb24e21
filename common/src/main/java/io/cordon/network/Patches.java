package io.cordon.network;

import io.cordon.layer.Shape;

/**
 * The squares of an image that a convolution sees, as the rows of a matrix: {@code places x (size
 * size channels)}, zeros beyond the edge. With them a convolution is a matrix product. A line of a
 * square lies together in the image, the channels being innermost, so it is copied as one run.
 */
final class Patches {
  /** Runs up to this length are copied number by number, which is faster than a call. */
  private static final int SHORT = 8;

  private final Shape image;
  private final Shape grid;
  private final int size;
  private final int stride;
  private final int padding;
  private final float[] padded;

  /**
   * Squares of an image, with work space for one thread.
   *
   * @param image the side that squares are cut from
   * @param grid the side with one place a square
   * @param size side of a square
   * @param stride places of the image from one square to the next
   * @param padding places by which the first square begins outside the image
   */
  Patches(Shape image, Shape grid, int size, int stride, int padding) {
    this.image = image;
    this.grid = grid;
    this.size = size;
    this.stride = stride;
    this.padding = padding;
    int height = image.height() + 2 * padding;
    padded = new float[padding == 0 ? 0 : height * paddedLine()];
  }

  private int paddedLine() {
    return (image.width() + 2 * padding) * image.channels();
  }

  Shape image() {
    return image;
  }

  Shape grid() {
    return grid;
  }

  /** Numbers a square. */
  int width() {
    return size * size * image.channels();
  }

  /** Numbers of one image's matrix. */
  int length() {
    return grid.places() * width();
  }

  /** Cuts the squares of one image. */
  void cut(float[] images, int from, float[] patches, int to) {
    if (padding == 0) {
      cutPadded(images, from, patches, to);
    } else {
      int line = image.width() * image.channels();
      for (int row = 0; row < image.height(); row++) {
        int inside = (row + padding) * paddedLine() + padding * image.channels();
        System.arraycopy(images, from + row * line, padded, inside, line);
      }
      cutPadded(padded, 0, patches, to);
    }
  }

  private void cutPadded(float[] source, int from, float[] patches, int to) {
    int run = size * image.channels();
    int next = to;
    for (int y = 0; y < grid.height(); y++) {
      for (int x = 0; x < grid.width(); x++) {
        int start = from + y * stride * paddedLine() + x * stride * image.channels();
        for (int row = 0; row < size; row++) {
          if (run <= SHORT) {
            copy(source, start, patches, next, run);
          } else {
            System.arraycopy(source, start, patches, next, run);
          }
          start += paddedLine();
          next += run;
        }
      }
    }
  }

  private static void copy(float[] source, int from, float[] patches, int to, int count) {
    for (int index = 0; index < count; index++) {
      patches[to + index] = source[from + index];
    }
  }

  /** The transpose of {@link #cut}: adds every square onto its place in one image. */
  void lay(float[] patches, int from, float[] images, int to) {
    for (int y = 0; y < grid.height(); y++) {
      for (int x = 0; x < grid.width(); x++) {
        int left = Math.max(0, x * stride - padding);
        int right = Math.min(image.width(), x * stride - padding + size);
        int run = Math.max(0, right - left) * image.channels();
        int square = from + (y * grid.width() + x) * width();
        int inset = square + (left - (x * stride - padding)) * image.channels();
        for (int line = 0; line < size; line++) {
          int row = y * stride - padding + line;
          if (run > 0 && row >= 0 && row < image.height()) {
            add(
                patches,
                inset + line * size * image.channels(),
                images,
                to + (row * image.width() + left) * image.channels(),
                run);
          }
        }
      }
    }
  }

  private static void add(float[] from, int start, float[] onto, int at, int count) {
    for (int index = 0; index < count; index++) {
      onto[at + index] += from[start + index];
    }
  }
}
