package io.cordon.detector.duad;

import io.cordon.rows.RowFunction;

/**
 * A row's distances to the rows of a sample, squared and divided by the number of features. In many
 * dimensions the distance between independent draws of two distributions concentrates, so rows of
 * one distribution have the same profile (paper 003, reference 19).
 *
 * @param width features a row
 * @param sample {@code outputs x width}
 */
record DistanceProfile(int width, float[] sample) implements RowFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public int inputs() {
    return width;
  }

  @Override
  public int outputs() {
    return sample.length / width;
  }

  @Override
  public Pass open() {
    return (rows, from, count, outputs, to) -> {
      for (int row = 0; row < count; row++) {
        for (int other = 0; other < outputs(); other++) {
          outputs[to + row * outputs() + other] = distance(rows, from + row * width, other * width);
        }
      }
    };
  }

  private float distance(float[] rows, int from, int at) {
    double distance = 0;
    for (int feature = 0; feature < width; feature++) {
      double apart = (double) rows[from + feature] - sample[at + feature];
      distance += apart * apart;
    }
    return (float) (distance / width);
  }
}
