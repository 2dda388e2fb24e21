package io.cordon.detector;

import io.cordon.rows.RowFunction;

/**
 * {@code r - ŷ}: how far a row's output lies below the margin r that most normal rows pass; the
 * score of the one-class network and of the one-class SVM.
 */
public record Margin(float r) implements RowFunction {
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
        outputs[to + row] = r - rows[from + row];
      }
    };
  }
}
