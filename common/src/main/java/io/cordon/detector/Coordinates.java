package io.cordon.detector;

import io.cordon.rows.RowFunction;

/**
 * Rows where their metric is Euclidean.
 *
 * @param width features a row
 */
public record Coordinates(int width, Metric metric) implements RowFunction {
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
      for (int place = 0; place < count * width; place++) {
        outputs[to + place] = metric.coordinate(rows[from + place]);
      }
    };
  }
}
