package io.cordon.cluster;

import io.cordon.rows.Block;
import io.cordon.rows.Fold;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;
import java.io.Serializable;

/**
 * How many rows each cluster has and how far they lie apart.
 *
 * @param width features a row
 * @param sizes rows of each cluster, copies included
 * @param means {@code clusters x width}
 * @param squares for each cluster the sum of its rows' squared distances from its mean
 */
public record ClusterSpread(int width, long[] sizes, double[] means, double[] squares)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * The spread of all rows' clusters, from one pass.
   *
   * @param cluster gives a row's cluster, from 0 to {@code clusters - 1}
   */
  public static ClusterSpread of(Rows rows, RowFunction cluster, int clusters) {
    return rows.fold(new Gather(rows.width(), cluster, clusters));
  }

  /** The number of clusters. */
  public int clusters() {
    return sizes.length;
  }

  /** The mean squared distance of a cluster's rows from their mean, divided by the features. */
  public double variance(int cluster) {
    return sizes[cluster] == 0 ? 0 : squares[cluster] / sizes[cluster] / width;
  }

  /** All rows. */
  public long rows() {
    long rows = 0;
    for (long size : sizes) {
      rows += size;
    }
    return rows;
  }

  private void add(int cluster, float[] values, int from, int copies) {
    sizes[cluster] += copies;
    for (int feature = 0; feature < width; feature++) {
      double apart = values[from + feature] - means[cluster * width + feature];
      means[cluster * width + feature] += apart * copies / sizes[cluster];
      double now = values[from + feature] - means[cluster * width + feature];
      squares[cluster] += apart * now * copies;
    }
  }

  /**
   * Adds another's rows (Chan, Golub and LeVeque, Updating formulae for computing sample variances,
   * 1979).
   */
  private ClusterSpread plus(ClusterSpread other) {
    for (int cluster = 0; cluster < sizes.length; cluster++) {
      long all = sizes[cluster] + other.sizes[cluster];
      double share = all == 0 ? 0 : (double) other.sizes[cluster] / all;
      squares[cluster] += other.squares[cluster];
      for (int place = cluster * width; place < (cluster + 1) * width; place++) {
        double apart = other.means[place] - means[place];
        squares[cluster] += apart * apart * sizes[cluster] * share;
        means[place] += apart * share;
      }
      sizes[cluster] = all;
    }
    return this;
  }

  private record Gather(int width, RowFunction cluster, int clusters)
      implements Fold<ClusterSpread> {
    private static final long serialVersionUID = 1L;

    @Override
    public String title() {
      return "measure the clusters";
    }

    @Override
    public ClusterSpread zero() {
      return new ClusterSpread(
          width, new long[clusters], new double[clusters * width], new double[clusters]);
    }

    @Override
    public ClusterSpread gather(int shard, Block block) {
      ClusterSpread spread = zero();
      float[] numbers = cluster.applyTo(block);
      for (int row = 0; row < numbers.length; row++) {
        spread.add((int) numbers[row], block.values(), row * width, block.counts()[row]);
      }
      return spread;
    }

    @Override
    public ClusterSpread merge(ClusterSpread left, ClusterSpread right) {
      return left.plus(right);
    }
  }
}
