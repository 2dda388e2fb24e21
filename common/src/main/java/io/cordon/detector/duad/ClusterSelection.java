package io.cordon.detector.duad;

import io.cordon.cluster.ClusterSpread;
import io.cordon.cluster.Covariance;
import io.cordon.cluster.KMeans;
import io.cordon.cluster.MixtureFit;
import io.cordon.rows.Block;
import io.cordon.rows.LocalRows;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;
import java.util.ArrayList;
import java.util.List;

/**
 * DUAD's C(·, p): cluster the rows, keep those of the clusters of low variance (paper 003, sections
 * 3 and 3.1). The paper does not define a cluster's variance; here it is the mean squared distance
 * of its rows from their mean, divided by the features.
 *
 * @param components clusters
 * @param covariance shape of a mixture's covariances
 * @param least share of all rows that a cluster must hold, unless none does: smaller clusters are
 *     not selected and take no part in the percentile, for a cluster of a few copies of one row has
 *     no variance whatever the row is; where nothing is to be dropped they stay too
 * @param rule which clusters are kept
 */
record ClusterSelection(int components, Covariance covariance, double least, Rule rule) {
  private static final double RIDGE = 1e-6;
  private static final int ITERATIONS = 100;
  private static final double TOLERANCE = 1e-3;
  private static final int PROFILE = 1_000;

  /** Which clusters are kept. */
  enum Rule {
    /** The share {@code 1 - p} of the clusters, those of low variance: the paper's formula. */
    SHARE_OF_CLUSTERS,
    /**
     * Clusters of low variance first, until they hold the share {@code 1 - p} of the rows (ours).
     */
    SHARE_OF_ROWS,
    /**
     * Clusters of low variance a row first, until they hold that share of the rows (ours): on KDD
     * Cup 99 small clusters of anomalies are as tight as the large ones of normal rows, but not as
     * dense.
     */
    DENSEST
  }

  /** What clusters the rows themselves. */
  enum Clustering {
    /** A Gaussian mixture. */
    GMM,
    /** K-means. */
    K_MEANS,
    /** K-means on the profiles of the rows' distances to a sample: see {@link NearestProfile}. */
    PAIRWISE
  }

  /**
   * The rows of low variance.
   *
   * @param p share of clusters (or of rows) to drop, in [0, 1)
   */
  Selection of(Rows rows, Clustering clustering, double p, long seed) {
    RowFunction cluster = clusters(rows, clustering, seed);
    ClusterSpread spread = ClusterSpread.of(rows, cluster, components);
    return new Selection(cluster, new Selection.Clusters(kept(spread, p)));
  }

  private RowFunction clusters(Rows rows, Clustering clustering, long seed) {
    return switch (clustering) {
      case GMM ->
          MixtureFit.of(
                  rows,
                  new MixtureFit.Settings(components, covariance, RIDGE, ITERATIONS, TOLERANCE),
                  seed)
              .mixture()
              .cluster();
      case K_MEANS -> KMeans.of(rows, components, ITERATIONS, seed).cluster();
      case PAIRWISE -> pairwise(rows, seed);
    };
  }

  private RowFunction pairwise(Rows rows, long seed) {
    float[] sample = rows.sample(PROFILE, seed);
    DistanceProfile profile = new DistanceProfile(rows.width(), sample);
    Rows profiles =
        LocalRows.ofShards(rows.width(), List.of(Block.of(rows.width(), sample))).map(profile);
    KMeans clusters = KMeans.of(profiles, components, ITERATIONS, seed);
    return NearestProfile.of(profile, clusters.centres());
  }

  /** Which clusters are kept: at least one, ties by number. */
  boolean[] kept(ClusterSpread spread, double p) {
    boolean[] kept = new boolean[spread.clusters()];
    if (p == 0) {
      java.util.Arrays.fill(kept, true);
      return kept;
    }
    List<Integer> order = new ArrayList<>();
    for (int cluster = 0; cluster < kept.length; cluster++) {
      if (spread.sizes()[cluster] > 0 && spread.sizes()[cluster] >= least * spread.rows()) {
        order.add(cluster);
      }
    }
    if (order.isEmpty()) {
      order.add(largest(spread));
    }
    order.sort(java.util.Comparator.comparingDouble(cluster -> looseness(spread, cluster)));
    boolean byRows = rule != Rule.SHARE_OF_CLUSTERS;
    long wanted = (long) Math.ceil((1 - p) * spread.rows());
    int most = byRows ? order.size() : Math.max(1, (int) Math.floor(order.size() * (1 - p) + 1e-9));
    long rows = 0;
    for (int place = 0; place < most && (!byRows || rows < wanted); place++) {
      kept[order.get(place)] = true;
      rows += spread.sizes()[order.get(place)];
    }
    return kept;
  }

  private double looseness(ClusterSpread spread, int cluster) {
    double variance = spread.variance(cluster);
    return rule == Rule.DENSEST ? variance / spread.sizes()[cluster] : variance;
  }

  private static int largest(ClusterSpread spread) {
    int largest = 0;
    for (int cluster = 1; cluster < spread.clusters(); cluster++) {
      largest = spread.sizes()[cluster] > spread.sizes()[largest] ? cluster : largest;
    }
    return largest;
  }
}
