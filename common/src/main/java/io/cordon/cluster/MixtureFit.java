package io.cordon.cluster;

import io.cordon.rows.Block;
import io.cordon.rows.Fold;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;
import java.util.Arrays;

/**
 * A Gaussian mixture fitted to rows by expectation maximisation (Dempster, Laird, Rubin 1977): one
 * pass over all rows an iteration, from the clusters that K-means finds in one sample. A function
 * of the rows, their shards and the seed alone.
 *
 * @param mixture the fitted mixture
 * @param logLikelihoods mean log density of a row before each iteration, and of the result at the
 *     end; it does not fall but for what the ridge costs
 */
public record MixtureFit(GaussianMixture mixture, double[] logLikelihoods) {

  /**
   * How to fit.
   *
   * @param components Gaussians; fewer where the sample has fewer distinct rows
   * @param covariance the shape of the covariances
   * @param ridge added to every variance, as a share of the mean variance of a feature
   * @param iterations at most
   * @param tolerance the iterations end when the mean log density rises by less, divided by the
   *     features
   */
  public record Settings(
      int components, Covariance covariance, double ridge, int iterations, double tolerance) {}

  /** Fits a mixture to all rows. */
  public static MixtureFit of(Rows rows, Settings settings, long seed) {
    KMeans start = KMeans.ofSample(rows, settings.components(), seed);
    MixtureMoments hard = rows.fold(new ByCluster(start, settings.covariance()));
    GaussianMixture mixture = hard.mixture(settings.ridge());
    double[] logLikelihoods = new double[settings.iterations() + 1];
    int done = 0;
    while (true) {
      MixtureMoments expected = rows.fold(new Expectation(mixture));
      logLikelihoods[done] = expected.meanLogLikelihood();
      boolean still =
          done > 0
              && logLikelihoods[done] - logLikelihoods[done - 1]
                  < settings.tolerance() * rows.width();
      if (still || done == settings.iterations()) {
        return new MixtureFit(mixture, Arrays.copyOf(logLikelihoods, done + 1));
      }
      mixture = expected.mixture(settings.ridge());
      done++;
    }
  }

  /** The E-step, and the sums of the M-step. */
  private record Expectation(GaussianMixture mixture) implements Fold<MixtureMoments> {
    private static final long serialVersionUID = 1L;

    @Override
    public String title() {
      return "fit a Gaussian mixture";
    }

    @Override
    public MixtureMoments zero() {
      return new MixtureMoments(mixture.width(), mixture.covariance(), mixture.means());
    }

    @Override
    public MixtureMoments gather(int shard, Block block) {
      MixtureMoments moments = zero();
      Densities densities = new Densities(mixture);
      double[] shares = new double[mixture.components()];
      for (int row = 0; row < block.distinct(); row++) {
        int from = row * block.width();
        if (row % Densities.ROWS == 0) {
          int some = Math.min(Densities.ROWS, block.distinct() - row);
          densities.load(block.values(), from, some);
        }
        double logDensity = densities.shares(row % Densities.ROWS, shares);
        moments.add(block.values(), from, shares, logDensity, block.counts()[row]);
      }
      return moments;
    }

    @Override
    public MixtureMoments merge(MixtureMoments left, MixtureMoments right) {
      return left.plus(right);
    }
  }

  /** The moments of K-means' clusters: every row belongs to one. */
  private record ByCluster(KMeans clusters, Covariance covariance) implements Fold<MixtureMoments> {
    private static final long serialVersionUID = 1L;

    @Override
    public String title() {
      return "start a Gaussian mixture";
    }

    @Override
    public MixtureMoments zero() {
      return new MixtureMoments(clusters.width(), covariance, clusters.centres());
    }

    @Override
    public MixtureMoments gather(int shard, Block block) {
      MixtureMoments moments = zero();
      RowFunction cluster = clusters.cluster();
      float[] nearest = cluster.applyTo(block);
      double[] shares = new double[clusters.size()];
      for (int row = 0; row < block.distinct(); row++) {
        shares[(int) nearest[row]] = 1;
        moments.add(block.values(), row * block.width(), shares, 0, block.counts()[row]);
        shares[(int) nearest[row]] = 0;
      }
      return moments;
    }

    @Override
    public MixtureMoments merge(MixtureMoments left, MixtureMoments right) {
      return left.plus(right);
    }
  }
}
