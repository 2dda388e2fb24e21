package io.cordon.cluster;

import java.util.Arrays;

/**
 * The densities of a mixture's components at some rows, with their work space; for one thread. A
 * row's densities have the same bits wherever it stands.
 */
final class Densities {
  /** Rows that {@link #load} takes at a time. */
  static final int ROWS = SquaredDistances.ROWS;

  /** Below this distance from the greatest logarithm a share is 0 to a double beside it. */
  private static final double NOTHING = -745;

  private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

  private final GaussianMixture mixture;
  private final SquaredDistances squares;
  private final double[] constants;
  private final double[] distances;
  private final double[] logs;
  private final double[] apart;
  private final double[] image;

  Densities(GaussianMixture mixture) {
    this.mixture = mixture;
    this.squares =
        mixture.covariance() == Covariance.DIAGONAL
            ? new SquaredDistances(mixture.width(), mixture.means(), mixture.factors())
            : null;
    this.distances = new double[mixture.components() * ROWS];
    this.logs = new double[mixture.components()];
    this.apart = new double[mixture.width()];
    this.image = new double[mixture.width()];
    this.constants = new double[mixture.components()];
    int size = mixture.covariance().size(mixture.width());
    for (int component = 0; component < constants.length; component++) {
      double constant = Math.log(mixture.weights()[component]) - 0.5 * mixture.width() * LOG_TWO_PI;
      for (int feature = 0; feature < mixture.width(); feature++) {
        constant += Math.log(mixture.factors()[component * size + diagonal(feature)]);
      }
      constants[component] = constant;
    }
  }

  private int diagonal(int feature) {
    return mixture.covariance() == Covariance.FULL
        ? Cholesky.at(feature, feature, mixture.width())
        : feature;
  }

  /**
   * Takes the rows that are asked about next.
   *
   * @param rows {@code count x width} from index {@code from} on
   * @param count at most {@link #ROWS}
   */
  void load(float[] rows, int from, int count) {
    if (squares != null) {
      squares.of(rows, from, count, distances);
      return;
    }
    for (int component = 0; component < constants.length; component++) {
      for (int row = 0; row < count; row++) {
        distances[component * ROWS + row] = distance(component, rows, from + row * mixture.width());
      }
    }
  }

  /**
   * The log density of a loaded row, by log-sum-exp.
   *
   * @param row its place among those loaded
   * @param shares receives every component's responsibility for the row; they sum to 1
   */
  double shares(int row, double[] shares) {
    int best = likeliest(row);
    double sum = 0;
    for (int component = 0; component < shares.length; component++) {
      double below = logs[component] - logs[best];
      shares[component] = below < NOTHING ? 0 : Math.exp(below);
      sum += shares[component];
    }
    for (int component = 0; component < shares.length; component++) {
      shares[component] /= sum;
    }
    return logs[best] + Math.log(sum);
  }

  /** The component of the highest weighted density at a loaded row. */
  int likeliest(int row) {
    int best = 0;
    for (int component = 0; component < logs.length; component++) {
      logs[component] =
          mixture.weights()[component] > 0
              ? constants[component] - 0.5 * distances[component * ROWS + row]
              : Double.NEGATIVE_INFINITY;
      if (logs[component] > logs[best]) {
        best = component;
      }
    }
    return best;
  }

  /**
   * The squared Mahalanobis distance of a row from a component's mean, {@code ‖F (x - µ)‖²}, for
   * full covariances.
   */
  private double distance(int component, float[] rows, int from) {
    int width = mixture.width();
    for (int feature = 0; feature < width; feature++) {
      apart[feature] = rows[from + feature] - mixture.means()[component * width + feature];
    }
    double[] factors = mixture.factors();
    int next = component * mixture.covariance().size(width);
    Arrays.fill(image, 0);
    for (int column = 0; column < width; column++) {
      // Column by column, so that the processor works on several numbers at a time.
      addColumn(factors, next, column, apart[column], image);
      next += width - column;
    }
    double distance = 0;
    for (int feature = 0; feature < width; feature++) {
      distance += image[feature] * image[feature];
    }
    return distance;
  }

  private static void addColumn(
      double[] factors, int at, int column, double times, double[] image) {
    int shift = at - column;
    for (int row = column; row < image.length; row++) {
      image[row] += times * factors[shift + row];
    }
  }
}
