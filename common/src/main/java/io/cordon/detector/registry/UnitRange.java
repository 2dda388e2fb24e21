package io.cordon.detector.registry;

import io.cordon.rows.Block;
import io.cordon.rows.Fold;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;
import java.util.Arrays;

/**
 * Scales every column to [0, 1] by its range on the training rows: OC-NN learns the direction of
 * the mean of its features, so these must not be centred.
 *
 * @param bounds the columns' minima, then their maxima: {@code 2 x width}
 */
record UnitRange(float[] bounds) implements RowFunction {
  static final String NAME = "code-range";

  /** The bounds of all columns over all rows. */
  static float[] over(Rows rows) {
    return rows.fold(new Bounds(rows.width()));
  }

  @Override
  public int inputs() {
    return bounds.length / 2;
  }

  @Override
  public int outputs() {
    return inputs();
  }

  @Override
  public Pass open() {
    int width = inputs();
    return (rows, from, count, outputs, to) -> {
      for (int place = 0; place < count * width; place++) {
        int column = place % width;
        float range = bounds[width + column] - bounds[column];
        outputs[to + place] = range > 0 ? (rows[from + place] - bounds[column]) / range : 0;
      }
    };
  }

  private record Bounds(int width) implements Fold<float[]> {
    @Override
    public float[] zero() {
      float[] bounds = new float[2 * width];
      Arrays.fill(bounds, 0, width, Float.POSITIVE_INFINITY);
      Arrays.fill(bounds, width, 2 * width, Float.NEGATIVE_INFINITY);
      return bounds;
    }

    @Override
    public float[] gather(int shard, Block block) {
      float[] bounds = zero();
      float[] values = block.values();
      for (int place = 0; place < values.length; place++) {
        int column = place % width;
        bounds[column] = Math.min(bounds[column], values[place]);
        bounds[width + column] = Math.max(bounds[width + column], values[place]);
      }
      return bounds;
    }

    @Override
    public float[] merge(float[] left, float[] right) {
      for (int column = 0; column < width; column++) {
        left[column] = Math.min(left[column], right[column]);
        left[width + column] = Math.max(left[width + column], right[width + column]);
      }
      return left;
    }
  }
}
