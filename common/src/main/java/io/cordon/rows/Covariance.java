package io.cordon.rows;

/**
 * The covariances of all columns, from one pass around given means: the upper triangle of the sum
 * of outer products, row by row, in double and in the order of the shards.
 *
 * @param means one a column
 */
public record Covariance(double[] means) implements Fold<double[]> {
  private static final long serialVersionUID = 1L;

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
    double[] centred = new double[width];
    for (int row = 0; row < block.distinct(); row++) {
      for (int column = 0; column < width; column++) {
        centred[column] = block.values()[row * width + column] - means[column];
      }
      int next = 0;
      for (int left = 0; left < width; left++) {
        double scaled = centred[left] * block.counts()[row];
        for (int right = left; right < width; right++) {
          sums[next++] += scaled * centred[right];
        }
      }
    }
    return sums;
  }

  @Override
  public double[] merge(double[] left, double[] right) {
    for (int place = 0; place < left.length; place++) {
      left[place] += right[place];
    }
    return left;
  }
}
