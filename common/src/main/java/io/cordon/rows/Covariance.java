package io.cordon.rows;

/**
 * The covariances of all columns, from one pass around given means: the upper triangle of the sum
 * of outer products, row by row, in double and in the order of the shards.
 *
 * @param means one a column
 */
public record Covariance(double[] means) implements Fold<double[]> {
  private static final long serialVersionUID = 1L;

  /** Rows whose products are added in one pass over the sums, which do not fit into a cache. */
  private static final int STRIP = 4;

  /**
   * The covariance matrix, divided by the count: {@code width x width}; zeros where there are no
   * rows.
   */
  public static double[][] of(Rows rows, ColumnMoments moments) {
    double[] sums = rows.fold(new Covariance(moments.means()));
    int width = rows.width();
    double[][] matrix = new double[width][width];
    int next = 0;
    for (int row = 0; row < width; row++) {
      for (int column = row; column < width; column++) {
        matrix[row][column] = sums[next++] / Math.max(1, moments.count());
        matrix[column][row] = matrix[row][column];
      }
    }
    return matrix;
  }

  @Override
  public String title() {
    return "covariances of the columns";
  }

  @Override
  public double[] zero() {
    return new double[Math.toIntExact((long) means.length * (means.length + 1) / 2)];
  }

  @Override
  public double[] gather(int shard, Block block) {
    int width = means.length;
    double[] sums = zero();
    double[][] centred = new double[STRIP][width];
    double[][] scaled = new double[STRIP][width];
    for (int from = 0; from < block.distinct(); from += STRIP) {
      for (int row = 0; row < STRIP; row++) {
        int copies = from + row < block.distinct() ? block.counts()[from + row] : 0;
        for (int column = 0; column < width; column++) {
          centred[row][column] =
              copies == 0 ? 0 : block.values()[(from + row) * width + column] - means[column];
          scaled[row][column] = centred[row][column] * copies;
        }
      }
      add(centred, scaled, sums);
    }
    return sums;
  }

  /** The outer products of a strip, into each sum row by row: as if they came one at a time. */
  private static void add(double[][] centred, double[][] scaled, double[] sums) {
    double[] row0 = centred[0];
    double[] row1 = centred[1];
    double[] row2 = centred[2];
    double[] row3 = centred[3];
    int start = 0;
    for (int left = 0; left < row0.length; left++) {
      double scale0 = scaled[0][left];
      double scale1 = scaled[1][left];
      double scale2 = scaled[2][left];
      double scale3 = scaled[3][left];
      int offset = start - left;
      start += row0.length - left;
      if (scale0 == 0 && scale1 == 0 && scale2 == 0 && scale3 == 0) {
        continue; // constant columns: pixels at the edge
      }
      for (int right = left; right < row0.length; right++) {
        double sum = sums[offset + right] + scale0 * row0[right];
        sum += scale1 * row1[right];
        sum += scale2 * row2[right];
        sums[offset + right] = sum + scale3 * row3[right];
      }
    }
  }

  @Override
  public double[] merge(double[] left, double[] right) {
    for (int place = 0; place < left.length; place++) {
      left[place] += right[place];
    }
    return left;
  }
}
