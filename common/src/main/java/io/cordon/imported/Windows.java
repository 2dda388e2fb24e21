package io.cordon.imported;

import com.fasterxml.jackson.databind.JsonNode;
import io.cordon.layer.Shape;

/** Sizes, strides and paddings of convolutions and pools. */
final class Windows {
  private static final int MOST = 1 << 12;

  private Windows() {}

  /** The number of a pair that must be twice the same, or the single number. */
  static int square(JsonNode pair, String what) {
    int first = pair.isArray() ? pair.path(0).asInt(-1) : pair.asInt(-1);
    for (JsonNode side : pair) {
      if (side.asInt(-1) != first) {
        throw new UnsuitableException("has " + what + " of " + pair + ": both sides must be equal");
      }
    }
    if (first < 0 || first > MOST) {
      throw new UnsuitableException("has " + what + " of " + pair);
    }
    return first;
  }

  /** The padding, the same on every side, that makes {@code ⌈side / stride⌉} places of a side. */
  static int samePadding(Shape input, int size, int stride) {
    int high = samePadding(input.height(), size, stride);
    int wide = samePadding(input.width(), size, stride);
    if (high != wide || high % 2 != 0) {
      throw new UnsuitableException(
          "pads unevenly (same, with size "
              + size
              + " and stride "
              + stride
              + " on "
              + input
              + ")");
    }
    return high / 2;
  }

  private static int samePadding(int side, int size, int stride) {
    int outputs = (side + stride - 1) / Math.max(1, stride);
    return Math.max(0, (outputs - 1) * stride + size - side);
  }

  /** Refuses pools that overlap, leave gaps or reach beyond the edge. */
  static void requirePool(Shape input, int size, int stride, int padding, boolean same) {
    boolean whole = size > 0 && input.height() % size == 0 && input.width() % size == 0;
    if (size < 1 || stride != size || padding != 0 || same && !whole) {
      throw new UnsuitableException(
          "pools by "
              + size
              + " with stride "
              + stride
              + ", padded: pools must lie side by side and not reach beyond the edge");
    }
  }
}
