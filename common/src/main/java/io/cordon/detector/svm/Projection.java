package io.cordon.detector.svm;

import io.cordon.rows.RowFunction;

/**
 * {@code ⟨w, x⟩}, summed in double.
 *
 * @param weights w
 */
record Projection(float[] weights) implements RowFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public int inputs() {
    return weights.length;
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public Pass open() {
    return (rows, from, count, outputs, to) -> {
      for (int row = 0; row < count; row++) {
        outputs[to + row] = (float) product(rows, from + row * weights.length);
      }
    };
  }

  /** Four sums side by side: one would make every addition wait for the one before. */
  private double product(float[] rows, int from) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int place = 0;
    for (; place + 3 < weights.length; place += 4) {
      first += (double) weights[place] * rows[from + place];
      second += (double) weights[place + 1] * rows[from + place + 1];
      third += (double) weights[place + 2] * rows[from + place + 2];
      fourth += (double) weights[place + 3] * rows[from + place + 3];
    }
    for (; place < weights.length; place++) {
      first += (double) weights[place] * rows[from + place];
    }
    return (first + second) + (third + fourth);
  }
}
