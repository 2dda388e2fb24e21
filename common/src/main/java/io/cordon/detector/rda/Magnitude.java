package io.cordon.detector.rda;

import io.cordon.rows.RowFunction;

/**
 * The mean of |x| over a row's cells.
 *
 * @param inputs features a row
 */
record Magnitude(int inputs) implements RowFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public Pass open() {
    return (rows, from, count, outputs, to) -> {
      for (int row = 0; row < count; row++) {
        double sum = 0;
        for (int place = from + row * inputs; place < from + (row + 1) * inputs; place++) {
          sum += Math.abs(rows[place]);
        }
        outputs[to + row] = (float) (sum / inputs);
      }
    };
  }
}
