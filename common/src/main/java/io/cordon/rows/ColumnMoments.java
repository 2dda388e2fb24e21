package io.cordon.rows;

import java.io.Serializable;

/**
 * Mean and variance of every column, from one pass; sums are taken in double in the order of the
 * shards.
 *
 * @param count rows, copies included
 * @param means one a column
 * @param squares one a column: the sum of squared distances from the mean
 */
public record ColumnMoments(long count, double[] means, double[] squares) implements Serializable {

  /** The moments of all rows. */
  public static ColumnMoments of(Rows rows) {
    return rows.fold(new Gather(rows.width()));
  }

  /** The moments of what a function gives for all rows. */
  public static ColumnMoments of(Rows rows, RowFunction function) {
    return rows.fold(new GatherOutputs(function, new Gather(function.outputs())));
  }

  /** The variance of a column, divided by the count; 0 where there are no rows. */
  public double variance(int column) {
    return count == 0 ? 0 : squares[column] / count;
  }

  /** The variance of all entries of the table, taken as numbers of one kind. */
  public double varianceOfEntries() {
    double mean = 0;
    for (double some : means) {
      mean += some / means.length;
    }
    double variance = 0;
    for (int column = 0; column < means.length; column++) {
      double apart = means[column] - mean;
      variance += (variance(column) + apart * apart) / means.length;
    }
    return variance;
  }

  /** The mean over the rows of {@code ‖x‖²}. */
  public double meanSquaredNorm() {
    double norm = 0;
    for (int column = 0; column < means.length; column++) {
      norm += variance(column) + means[column] * means[column];
    }
    return norm;
  }

  private record Gather(int width) implements Fold<ColumnMoments> {
    @Override
    public String title() {
      return "means and variances of the columns";
    }

    @Override
    public ColumnMoments zero() {
      return new ColumnMoments(0, new double[width], new double[width]);
    }

    @Override
    public ColumnMoments gather(int shard, Block block) {
      double[] means = new double[width];
      double[] squares = new double[width];
      long count = 0;
      for (int row = 0; row < block.distinct(); row++) {
        double copies = block.counts()[row];
        count += block.counts()[row];
        for (int column = 0; column < width; column++) {
          double value = block.values()[row * width + column];
          double apart = value - means[column];
          means[column] += apart * copies / count;
          squares[column] += apart * (value - means[column]) * copies;
        }
      }
      return new ColumnMoments(count, means, squares);
    }

    /** Joins without cancellation: Chan, Golub and LeVeque (1979), as in {@link ScoreProfile}. */
    @Override
    public ColumnMoments merge(ColumnMoments left, ColumnMoments right) {
      long count = left.count() + right.count();
      if (left.count() == 0 || right.count() == 0) {
        return left.count() == 0 ? right : left;
      }
      double share = (double) right.count() / count;
      for (int column = 0; column < width; column++) {
        double apart = right.means()[column] - left.means()[column];
        left.means()[column] += apart * share;
        left.squares()[column] += right.squares()[column] + apart * apart * left.count() * share;
      }
      return new ColumnMoments(count, left.means(), left.squares());
    }
  }

  private record GatherOutputs(RowFunction function, Gather outputs)
      implements Fold<ColumnMoments> {
    @Override
    public String title() {
      return "means and variances of the outputs";
    }

    @Override
    public ColumnMoments zero() {
      return outputs.zero();
    }

    @Override
    public ColumnMoments gather(int shard, Block block) {
      return outputs.gather(shard, Blocks.map(block, function));
    }

    @Override
    public ColumnMoments merge(ColumnMoments left, ColumnMoments right) {
      return outputs.merge(left, right);
    }
  }
}
