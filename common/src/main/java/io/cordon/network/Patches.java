package io.cordon.network;

import io.cordon.layer.Shape;
import java.util.Arrays;

/**
 * The squares of an image that a convolution sees, as the rows of a matrix: {@code places x (size
 * size channels)}, zeros beyond the edge. With them a convolution is a matrix product. A line of a
 * square lies together in the image, the channels being innermost, so it is copied as one run.
 *
 * @param image the side that squares are cut from
 * @param grid the side with one place a square
 * @param size side of a square
 * @param stride places of the image from one square to the next
 * @param padding places by which the first square begins outside the image
 */
record Patches(Shape image, Shape grid, int size, int stride, int padding) {

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
    Arrays.fill(patches, to, to + length(), 0);
    for (int y = 0; y < grid.height(); y++) {
      for (int x = 0; x < grid.width(); x++) {
        int left = Math.max(0, x * stride - padding);
        int right = Math.min(image.width(), x * stride - padding + size);
        int run = Math.max(0, right - left) * image.channels();
        int square = to + (y * grid.width() + x) * width();
        int inset = square + (left - (x * stride - padding)) * image.channels();
        for (int line = 0; line < size; line++) {
          int row = y * stride - padding + line;
          if (run > 0 && row >= 0 && row < image.height()) {
            System.arraycopy(
                images,
                from + (row * image.width() + left) * image.channels(),
                patches,
                inset + line * size * image.channels(),
                run);
          }
        }
      }
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
