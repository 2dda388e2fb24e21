package io.cordon.cluster;

import java.util.Arrays;

/** The densities of a mixture's components at a row, with their work space; for one thread. */
final class Densities {
  private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

  private final GaussianMixture mixture;
  private final double[] constants;
  private final double[] logs;
  private final double[] apart;
  private final double[] image;

  Densities(GaussianMixture mixture) {
    this.mixture = mixture;
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
   * The log density of a row, by log-sum-exp.
   *
   * @param shares receives every component's responsibility for the row; they sum to 1
   */
  double shares(float[] rows, int from, double[] shares) {
    int best = likeliest(rows, from);
    double sum = 0;
    for (int component = 0; component < shares.length; component++) {
      shares[component] = Math.exp(logs[component] - logs[best]);
      sum += shares[component];
    }
    for (int component = 0; component < shares.length; component++) {
      shares[component] /= sum;
    }
    return logs[best] + Math.log(sum);
  }

  /** The component of the highest weighted density. */
  int likeliest(float[] rows, int from) {
    int best = 0;
    for (int component = 0; component < logs.length; component++) {
      logs[component] =
          mixture.weights()[component] > 0
              ? constants[component] - 0.5 * distance(component, rows, from)
              : Double.NEGATIVE_INFINITY;
      if (logs[component] > logs[best]) {
        best = component;
      }
    }
    return best;
  }

  /** The squared Mahalanobis distance of a row from a component's mean: {@code ‖F (x - µ)‖²}. */
  private double distance(int component, float[] rows, int from) {
    int width = mixture.width();
    for (int feature = 0; feature < width; feature++) {
      apart[feature] = rows[from + feature] - mixture.means()[component * width + feature];
    }
    double[] factors = mixture.factors();
    int next = component * mixture.covariance().size(width);
    if (mixture.covariance() == Covariance.DIAGONAL) {
      for (int feature = 0; feature < width; feature++) {
        image[feature] = factors[next + feature] * apart[feature];
      }
    } else {
      Arrays.fill(image, 0);
      for (int column = 0; column < width; column++) {
        // Column by column, so that the processor works on several numbers at a time.
        addColumn(factors, next, column, apart[column], image);
        next += width - column;
      }
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
