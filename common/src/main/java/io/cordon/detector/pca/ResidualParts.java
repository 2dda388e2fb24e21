package io.cordon.detector.pca;

import io.cordon.rows.RowFunction;

/**
 * The parts of {@code ‖B (x - μ)‖²} by columns. With {@code r = Bᵀ B (x - μ)} they are
 *
 * <pre>rⱼ²   where the rows of B are orthonormal: then r is the residual, and ‖r‖² the score
 * (xⱼ - μⱼ) rⱼ   otherwise</pre>
 *
 * The first are the contributions to the Q statistic: Miller, Swanson and Heckler, "Contribution
 * plots: a missing link in multivariate quality control" (1998); each is at least 0, but an odd
 * value in one column also moves the residuals of the columns that go with it. The second sum to
 * the quadratic form and are its integrated gradients from μ in closed form: Sundararajan, Taly and
 * Yan, "Axiomatic attribution for deep networks" (2017), equation 1, where the gradient {@code 2 a
 * r} at a share a of the way integrates to r; they may be negative.
 *
 * @param mean μ
 * @param directions B, row-major
 * @param orthonormal whether the rows of B are
 */
record ResidualParts(float[] mean, float[] directions, boolean orthonormal) implements RowFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public int inputs() {
    return mean.length;
  }

  @Override
  public int outputs() {
    return mean.length;
  }

  @Override
  public Pass open() {
    int width = mean.length;
    double[] centred = new double[width];
    double[] back = new double[width];
    return (rows, from, count, outputs, to) -> {
      for (int row = 0; row < count; row++) {
        for (int column = 0; column < width; column++) {
          centred[column] = (double) rows[from + row * width + column] - mean[column];
        }
        project(centred, back);
        for (int column = 0; column < width; column++) {
          double part = back[column] * (orthonormal ? back[column] : centred[column]);
          outputs[to + row * width + column] = finite(part);
        }
      }
    };
  }

  /** {@code Bᵀ B (x - μ)}, in double: called for few rows, so that it need not be fast. */
  private void project(double[] centred, double[] back) {
    java.util.Arrays.fill(back, 0);
    for (int start = 0; start < directions.length; start += centred.length) {
      double along = 0;
      for (int column = 0; column < centred.length; column++) {
        along += directions[start + column] * centred[column];
      }
      for (int column = 0; column < centred.length; column++) {
        back[column] += along * directions[start + column];
      }
    }
  }

  private static float finite(double part) {
    return (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, part));
  }
}
