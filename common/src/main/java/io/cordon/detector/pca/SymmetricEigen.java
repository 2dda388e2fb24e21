package io.cordon.detector.pca;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's rotations (1846; the cyclic order
 * and the thresholds as in Golub and Van Loan, "Matrix computations", section 8.5). Slower than
 * tridiagonal methods but accurate to the last bits also for small eigenvalues; n of some hundred
 * take seconds.
 *
 * @param values n, descending
 * @param vectors n rows of n: the unit eigenvector of each value; its sign is not defined
 */
record SymmetricEigen(double[] values, double[][] vectors) {
  private static final int SWEEPS = 60;
  private static final double SMALL = 1e-15;

  /**
   * Decomposes a matrix.
   *
   * @param matrix n x n, symmetric and finite; overwritten
   */
  static SymmetricEigen of(double[][] matrix) {
    int size = matrix.length;
    double[][] vectors = new double[size][size];
    for (int row = 0; row < size; row++) {
      vectors[row][row] = 1;
    }
    boolean turned = true;
    for (int sweep = 0; turned && sweep < SWEEPS; sweep++) {
      turned = false;
      for (int p = 0; p < size; p++) {
        for (int q = p + 1; q < size; q++) {
          double limit = SMALL * Math.sqrt(Math.abs(matrix[p][p] * matrix[q][q]));
          if (Math.abs(matrix[p][q]) > limit && matrix[p][q] * matrix[p][q] >= Double.MIN_NORMAL) {
            turn(matrix, vectors, p, q);
            turned = true;
          }
        }
      }
    }
    return sorted(matrix, vectors);
  }

  /** The rotation of rows and columns p and q that makes their common entry 0. */
  private static void turn(double[][] matrix, double[][] vectors, int p, int q) {
    double theta = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
    double tangent = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(1, theta));
    double cosine = 1 / Math.sqrt(1 + tangent * tangent);
    double sine = tangent * cosine;
    double shift = tangent * matrix[p][q];
    double pp = matrix[p][p] - shift;
    double qq = matrix[q][q] + shift;
    rotate(matrix[p], matrix[q], cosine, sine);
    matrix[p][p] = pp;
    matrix[q][q] = qq;
    matrix[p][q] = 0;
    matrix[q][p] = 0;
    for (int other = 0; other < matrix.length; other++) {
      matrix[other][p] = matrix[p][other]; // symmetric: the columns are the rows
      matrix[other][q] = matrix[q][other];
    }
    rotate(vectors[p], vectors[q], cosine, sine);
  }

  private static void rotate(double[] p, double[] q, double cosine, double sine) {
    for (int place = 0; place < p.length; place++) {
      double was = p[place];
      p[place] = cosine * was - sine * q[place];
      q[place] = sine * was + cosine * q[place];
    }
  }

  private static SymmetricEigen sorted(double[][] matrix, double[][] vectors) {
    Integer[] order = new Integer[matrix.length];
    java.util.Arrays.setAll(order, place -> place);
    java.util.Arrays.sort(order, (a, b) -> Double.compare(matrix[b][b], matrix[a][a]));
    double[] values = new double[order.length];
    double[][] ordered = new double[order.length][];
    for (int place = 0; place < order.length; place++) {
      values[place] = matrix[order[place]][order[place]];
      ordered[place] = vectors[order[place]];
    }
    return new SymmetricEigen(values, ordered);
  }
}
