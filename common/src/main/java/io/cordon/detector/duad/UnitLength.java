package io.cordon.detector.duad;

import io.cordon.rows.RowFunction;

/**
 * Scales every row to Euclidean length 1; a row of zeros stays.
 *
 * @param width features a row
 */
record UnitLength(int width) implements RowFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public int inputs() {
    return width;
  }

  @Override
  public int outputs() {
    return width;
  }

  @Override
  public Pass open() {
    return (rows, from, count, outputs, to) -> {
      for (int row = 0; row < count; row++) {
        scale(rows, from + row * width, width, outputs, to + row * width);
      }
    };
  }

  /** Writes one row at length 1. */
  static void scale(float[] rows, int from, int width, float[] outputs, int to) {
    double squares = 0;
    for (int feature = 0; feature < width; feature++) {
      squares += (double) rows[from + feature] * rows[from + feature];
    }
    double factor = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    for (int feature = 0; feature < width; feature++) {
      outputs[to + feature] = (float) (rows[from + feature] * factor);
    }
  }
}
