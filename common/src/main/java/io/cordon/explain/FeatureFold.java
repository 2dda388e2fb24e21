package io.cordon.explain;

import io.cordon.rows.RowFunction;
import java.util.Arrays;

/**
 * Sums what the features of a column say, in double in the order of the features: {@code width}
 * numbers in, one a column out.
 */
record FeatureFold(SourceColumns columns) implements RowFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public int inputs() {
    return columns.columnOf().length;
  }

  @Override
  public int outputs() {
    return columns.count();
  }

  @Override
  public Pass open() {
    int width = inputs();
    double[] sums = new double[outputs()];
    return (rows, from, count, outputs, to) -> {
      for (int row = 0; row < count; row++) {
        Arrays.fill(sums, 0);
        for (int feature = 0; feature < width; feature++) {
          sums[columns.columnOf()[feature]] += rows[from + row * width + feature];
        }
        PathAttribution.write(sums, outputs, to + row * sums.length);
      }
    };
  }
}
