package io.cordon.detector.registry;

import io.cordon.rows.RowFunction;

/**
 * An autoencoder's code with one more feature behind it: how well the row was rebuilt, {@code
 * exp(-error / scale)} in (0, 1], near 1 for rows that the autoencoder knows. OC-NN takes the rows
 * far along the mean of its features for normal; a code alone says only where on the learned
 * surface a row falls, not how far from the surface it is.
 *
 * @param scale the mean error of the training rows
 */
record CodeAndFit(RowFunction code, RowFunction error, double scale) implements RowFunction {

  @Override
  public int inputs() {
    return code.inputs();
  }

  @Override
  public int outputs() {
    return code.outputs() + 1;
  }

  @Override
  public Pass open() {
    Pass encode = code.open();
    Pass rebuild = error.open();
    int width = code.outputs();
    float[] codes = new float[BATCH * width];
    float[] errors = new float[BATCH];
    return (rows, from, count, outputs, to) -> {
      encode.apply(rows, from, count, codes, 0);
      rebuild.apply(rows, from, count, errors, 0);
      for (int row = 0; row < count; row++) {
        System.arraycopy(codes, row * width, outputs, to + row * (width + 1), width);
        outputs[to + row * (width + 1) + width] = (float) Math.exp(-errors[row] / scale);
      }
    };
  }
}
