package io.cordon.detector.svm;

/**
 * The point of a convex hull that lies nearest to the origin, by its weights on the hull's points:
 * the minor cycle of Wolfe, "Finding the nearest point in a polytope" (1976), in terms of the inner
 * products alone.
 */
final class NearestPoint {
  /** Weights below this are taken as zero. */
  private static final double ZERO = 1e-12;

  /** Keeps the equations solvable where points nearly depend on each other. */
  private static final double RIDGE = 1e-13;

  private NearestPoint() {}

  /**
   * Goes from weights that are best for all points but the last to weights that are best for some
   * of them and the last.
   *
   * @param products inner products of the points, {@code n x n}
   * @param weights not negative, of sum 1 (0 for one point); changed in place: points that are no
   *     longer needed get 0
   */
  static void include(double[][] products, double[] weights) {
    int count = weights.length;
    boolean[] active = new boolean[count];
    for (int point = 0; point < count; point++) {
      active[point] = weights[point] > 0 || point == count - 1;
    }
    while (true) {
      double[] target = affine(products, active);
      double step = stepWithin(weights, target, active);
      for (int point = 0; point < count; point++) {
        weights[point] += step * (target[point] - weights[point]);
      }
      if (step == 1) {
        return;
      }
      for (int point = 0; point < count; point++) {
        if (active[point] && weights[point] <= ZERO && target[point] < 0) {
          active[point] = false;
          weights[point] = 0;
        }
      }
    }
  }

  /** The largest step to the target, at most 1, that keeps every weight from falling below 0. */
  private static double stepWithin(double[] weights, double[] target, boolean[] active) {
    double step = 1;
    for (int point = 0; point < weights.length; point++) {
      if (active[point] && target[point] < 0) {
        step = Math.min(step, weights[point] / (weights[point] - target[point]));
      }
    }
    return step;
  }

  /**
   * The weights, of sum 1 but of any sign, of the point nearest to the origin in the plane through
   * the active points: the solution of {@code (G + c 11ᵀ) y ~ 1}.
   */
  private static double[] affine(double[][] products, boolean[] active) {
    int[] points = indices(active);
    double scale = 0;
    for (int point : points) {
      scale += products[point][point] / points.length;
    }
    scale = Math.max(scale, Double.MIN_NORMAL);
    double[][] lower = new double[points.length][points.length];
    double[] solution = new double[points.length];
    for (int row = 0; row < points.length; row++) {
      for (int column = 0; column <= row; column++) {
        lower[row][column] = products[points[row]][points[column]] / scale + 1;
      }
      lower[row][row] += RIDGE;
      solution[row] = 1;
    }
    decompose(lower);
    substitute(lower, solution);
    double sum = 0;
    for (double value : solution) {
      sum += value;
    }
    double[] weights = new double[active.length];
    for (int row = 0; row < points.length; row++) {
      weights[points[row]] = solution[row] / sum;
    }
    return weights;
  }

  private static int[] indices(boolean[] active) {
    int[] indices = new int[active.length];
    int count = 0;
    for (int point = 0; point < active.length; point++) {
      if (active[point]) {
        indices[count++] = point;
      }
    }
    return java.util.Arrays.copyOf(indices, count);
  }

  /** Cholesky's decomposition in place; pivots are kept above the ridge. */
  private static void decompose(double[][] lower) {
    for (int row = 0; row < lower.length; row++) {
      for (int column = 0; column <= row; column++) {
        double sum = lower[row][column];
        for (int inner = 0; inner < column; inner++) {
          sum -= lower[row][inner] * lower[column][inner];
        }
        lower[row][column] =
            row == column ? Math.sqrt(Math.max(sum, RIDGE)) : sum / lower[column][column];
      }
    }
  }

  private static void substitute(double[][] lower, double[] solution) {
    int count = solution.length;
    for (int row = 0; row < count; row++) {
      for (int column = 0; column < row; column++) {
        solution[row] -= lower[row][column] * solution[column];
      }
      solution[row] /= lower[row][row];
    }
    for (int row = count - 1; row >= 0; row--) {
      for (int below = row + 1; below < count; below++) {
        solution[row] -= lower[below][row] * solution[below];
      }
      solution[row] /= lower[row][row];
    }
  }
}
