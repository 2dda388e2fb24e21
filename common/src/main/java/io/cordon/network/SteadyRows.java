package io.cordon.network;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many rows one product may take so that a row's result has the same bits wherever the row
 * stands in the batch. BLAS promises nothing of the kind: OpenBLAS adds in one order for some rows
 * of a block and in another for the rest on Haswell and Zen, and in one order for all on Skylake-X.
 * So it is tried out, once a shape and process. One row a product is always steady.
 */
final class SteadyRows {
  private static final int[] SMALLER = {8, 4, 2};
  private static final Map<Shape, Integer> KNOWN = new ConcurrentHashMap<>();

  private record Shape(int rows, int inputs, int width) {}

  private SteadyRows() {}

  /**
   * The most rows a product, of those tried and at most {@code rows}, at which a dense layer of
   * this shape is steady.
   */
  static int of(int rows, int inputs, int width) {
    return KNOWN.computeIfAbsent(new Shape(rows, inputs, width), SteadyRows::find);
  }

  private static int find(Shape shape) {
    if (steady(shape, shape.rows)) {
      return shape.rows;
    }
    for (int rows : SMALLER) {
      if (rows < shape.rows && shape.rows % rows == 0 && steady(shape, rows)) {
        return rows;
      }
    }
    return 1;
  }

  /**
   * Multiplies batches in which all rows are alike: a narrow layer is tried more often, for it
   * shows less.
   */
  private static boolean steady(Shape shape, int rows) {
    SplittableRandom random = new SplittableRandom(shape.inputs * 31L + shape.width);
    for (int trial = Math.max(2, Math.min(64, 512 / shape.width)); trial > 0; trial--) {
      float[] weights = uniform(shape.width * shape.inputs, random);
      float[] biases = uniform(shape.width, random);
      float[] row = uniform(shape.inputs, random);
      float[] batch = new float[rows * shape.inputs];
      float[] outputs = new float[rows * shape.width];
      for (int copy = 0; copy < rows; copy++) {
        System.arraycopy(row, 0, batch, copy * shape.inputs, shape.inputs);
        System.arraycopy(biases, 0, outputs, copy * shape.width, shape.width);
      }
      DenseProducts.forward(weights, 0, shape.inputs, shape.width, batch, 0, rows, 1, outputs, 0);
      for (int index = shape.width; index < outputs.length; index++) {
        if (Float.floatToRawIntBits(outputs[index])
            != Float.floatToRawIntBits(outputs[index % shape.width])) {
          return false;
        }
      }
    }
    return true;
  }

  private static float[] uniform(int length, SplittableRandom random) {
    float[] values = new float[length];
    for (int index = 0; index < length; index++) {
      values[index] = (float) (2 * random.nextDouble() - 1);
    }
    return values;
  }
}
