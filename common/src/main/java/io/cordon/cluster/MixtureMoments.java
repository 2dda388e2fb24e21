package io.cordon.cluster;

import java.io.Serializable;

/**
 * What a pass gathers for the components of a mixture: {@code Σγ}, {@code Σγ(x-o)} and {@code
 * Σγ(x-o)(x-o)ᵀ}, γ the component's share in a row. The origin o of each component is where its
 * mean is expected, so that the covariance does not come out of the difference of two large
 * numbers. Sums are in double; {@link #plus} is to be called in the order of the shards.
 */
public final class MixtureMoments implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Shares below this add nothing that a double would keep of a sum over many rows. */
  private static final double LEAST_SHARE = 1e-12;

  /** Components with less mass keep the Gaussian that they had. */
  private static final double LEAST_MASS = 1e-8;

  /** What a variance may be off by for each square of the distance between mean and origin. */
  private static final double ROUNDING = 1e-12;

  private final int width;
  private final Covariance covariance;
  private final double[] origins;
  private final double[] masses;
  private final double[] sums;
  private final double[] products;
  private double rows;
  private double logLikelihood;

  /**
   * Nothing gathered yet.
   *
   * @param origins {@code components x width}
   */
  public MixtureMoments(int width, Covariance covariance, double[] origins) {
    this.width = width;
    this.covariance = covariance;
    this.origins = origins;
    this.masses = new double[origins.length / width];
    this.sums = new double[origins.length];
    this.products = new double[masses.length * covariance.size(width)];
  }

  /**
   * Adds copies of a row.
   *
   * @param shares every component's γ
   * @param logDensity log p(x) under the mixture that gave the shares
   */
  public void add(float[] values, int from, double[] shares, double logDensity, int copies) {
    rows += copies;
    logLikelihood += logDensity * copies;
    for (int component = 0; component < masses.length; component++) {
      if (shares[component] > LEAST_SHARE) {
        add(values, from, component, shares[component] * copies);
      }
    }
  }

  private void add(float[] values, int from, int component, double weight) {
    masses[component] += weight;
    int start = component * width;
    if (covariance == Covariance.DIAGONAL) {
      for (int feature = 0; feature < width; feature++) {
        double apart = values[from + feature] - origins[start + feature];
        double weighted = weight * apart;
        sums[start + feature] += weighted;
        products[start + feature] += weighted * apart;
      }
      return;
    }
    int next = component * covariance.size(width);
    for (int feature = 0; feature < width; feature++) {
      double weighted = weight * (values[from + feature] - origins[start + feature]);
      sums[start + feature] += weighted;
      for (int other = feature; other < width; other++) {
        products[next++] += weighted * (values[from + other] - origins[start + other]);
      }
    }
  }

  /** Adds what a later shard gathered around the same origins, and returns this. */
  public MixtureMoments plus(MixtureMoments later) {
    rows += later.rows;
    logLikelihood += later.logLikelihood;
    addTo(masses, later.masses);
    addTo(sums, later.sums);
    addTo(products, later.products);
    return this;
  }

  private static void addTo(double[] sums, double[] others) {
    for (int place = 0; place < sums.length; place++) {
      sums[place] += others[place];
    }
  }

  /** The mean log density of a row. */
  public double meanLogLikelihood() {
    return logLikelihood / rows;
  }

  /**
   * The mixture of these moments. A component without mass keeps its mean, has weight 0 and the
   * ridge for a covariance.
   *
   * @param ridge what is added to every variance, as a share of the mean variance of a feature over
   *     all rows: no eigenvalue of a covariance is then smaller
   */
  public GaussianMixture mixture(double ridge) {
    int components = masses.length;
    double[] weights = new double[components];
    double[] means = origins.clone();
    double[] matrices = products.clone();
    for (int component = 0; component < components; component++) {
      if (masses[component] >= LEAST_MASS) {
        weights[component] = masses[component] / rows;
        centre(component, means, matrices);
      } else {
        java.util.Arrays.fill(
            matrices,
            component * covariance.size(width),
            (component + 1) * covariance.size(width),
            0);
      }
    }
    double floor =
        Math.max(ridge * meanVariance(weights, means, matrices), ROUNDING * meanShift(weights));
    double[] factors = new double[matrices.length];
    for (int component = 0; component < components; component++) {
      invert(component, floor > 0 ? floor : ridge, matrices, factors);
    }
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    for (int component = 0; component < components; component++) {
      weights[component] /= sum;
    }
    return new GaussianMixture(width, covariance, weights, means, factors);
  }

  private void centre(int component, double[] means, double[] matrices) {
    double mass = masses[component];
    int next = component * covariance.size(width);
    int start = component * width;
    for (int feature = 0; feature < width; feature++) {
      double shift = sums[start + feature] / mass;
      int end = covariance == Covariance.FULL ? width : feature + 1;
      for (int other = feature; other < end; other++) {
        double product = matrices[next] / mass - shift * (sums[start + other] / mass);
        matrices[next++] = other == feature ? Math.max(0, product) : product;
      }
      means[start + feature] += shift;
    }
  }

  /** The mean over the features of the squared distance of the means from their origins. */
  private double meanShift(double[] weights) {
    double shifts = 0;
    for (int place = 0; place < sums.length; place++) {
      if (weights[place / width] > 0) {
        double shift = sums[place] / masses[place / width];
        shifts += weights[place / width] * shift * shift;
      }
    }
    return shifts / width;
  }

  /** The mean over the features of the variance of all rows, within and between components. */
  private double meanVariance(double[] weights, double[] means, double[] matrices) {
    double variance = 0;
    for (int feature = 0; feature < width; feature++) {
      int diagonal = covariance == Covariance.FULL ? Cholesky.at(feature, feature, width) : feature;
      double mean = 0;
      for (int component = 0; component < weights.length; component++) {
        mean += weights[component] * means[component * width + feature];
      }
      for (int component = 0; component < weights.length; component++) {
        double apart = means[component * width + feature] - mean;
        double within = matrices[component * covariance.size(width) + diagonal];
        variance += weights[component] * (within + apart * apart);
      }
    }
    return variance / width;
  }

  private void invert(int component, double floor, double[] matrices, double[] factors) {
    int from = component * covariance.size(width);
    for (int feature = 0; feature < width; feature++) {
      int diagonal = covariance == Covariance.FULL ? Cholesky.at(feature, feature, width) : feature;
      matrices[from + diagonal] += floor;
      if (covariance == Covariance.DIAGONAL) {
        factors[from + feature] = 1 / Math.sqrt(matrices[from + feature]);
      }
    }
    if (covariance == Covariance.FULL) {
      Cholesky.inverse(matrices, from, width, factors);
    }
  }
}
