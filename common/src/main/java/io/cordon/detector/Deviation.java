package io.cordon.detector;

import io.cordon.rows.RowFunction;

/** {@code |ŷ - m|}: how far a row's output lies from that of the middle row, on either side. */
public record Deviation(float m) implements RowFunction {
  @Override
  public int inputs() {
    return 1;
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public Pass open() {
    return (rows, from, count, outputs, to) -> {
      for (int row = 0; row < count; row++) {
        outputs[to + row] = Math.abs(rows[from + row] - m);
      }
    };
  }
}
