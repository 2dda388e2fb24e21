package io.cordon.cluster;

/**
 * The energy of a batch under the mixture of its own soft clusters, and the gradient of that,
 * through the moments: for rows z with shares γ, {@code φₖ = Σγ/n}, {@code µₖ = Σγz/Σγ}, {@code Σₖ
 * = Σγ(z-µ)(z-µ)ᵀ/Σγ} and {@code E(z) = -log Σₖ φₖ N(z; µₖ, Σₖ)} the loss is
 *
 * <pre>λ₁/n Σ E(zₙ) + λ₂ ΣₖΣⱼ 1/(Σₖ)ⱼⱼ</pre>
 *
 * <p>Source: Zong et al., "Deep Autoencoding Gaussian Mixture Model for Unsupervised Anomaly
 * Detection", ICLR 2018, Eq. 5-7. Every variance gets {@link #RIDGE} added. All in double; the work
 * space is for one thread.
 */
public final class MixtureEnergy {
  /** Added to every variance: codes and errors of a reconstruction are of the order of 1. */
  public static final double RIDGE = 1e-6;

  private static final double LEAST_MASS = 1e-8;

  private final int width;
  private final int components;
  private final double lambda1;
  private final double lambda2;
  private final double[] covariance;
  private final double[] factor;
  private final double[] inverses;
  private final double[] masses;
  private final double[] means;
  private final double[] slopes;
  private final double[] meanSlopes;
  private final double[] massSlopes;
  private final double[] constants;
  private final double[] apart;
  private final double[] image;
  private double[] shares = new double[0];

  /**
   * Work space for batches of any size.
   *
   * @param width numbers a row z
   * @param lambda1 weight of the mean energy
   * @param lambda2 weight of the inverse variances
   */
  public MixtureEnergy(int width, int components, double lambda1, double lambda2) {
    this.width = width;
    this.components = components;
    this.lambda1 = lambda1;
    this.lambda2 = lambda2;
    this.covariance = new double[Covariance.FULL.size(width)];
    this.factor = new double[covariance.length];
    this.inverses = new double[components * width * width];
    this.masses = new double[components];
    this.means = new double[components * width];
    this.slopes = new double[components * width * width];
    this.meanSlopes = new double[components * width];
    this.massSlopes = new double[components];
    this.constants = new double[components];
    this.apart = new double[width];
    this.image = new double[width];
  }

  /**
   * The loss of a batch and its gradient.
   *
   * @param rows {@code count x width}
   * @param gamma {@code count x components}, each row summing to 1
   * @param rowGradient receives the derivative by each row's numbers, γ held fast
   * @param gammaGradient receives the derivative by each γ
   */
  public double evaluate(
      double[] rows, double[] gamma, int count, double[] rowGradient, double[] gammaGradient) {
    if (shares.length < count * components) {
      shares = new double[count * components];
    }
    double loss = moments(rows, gamma, count);
    loss += lambda1 / count * energies(rows, count);
    slopes(rows, gamma, count);
    for (int row = 0; row < count; row++) {
      gradients(rows, gamma, count, row, rowGradient, gammaGradient);
    }
    return loss;
  }

  /** Means, inverse covariances and the constants of the densities; gives the λ₂ term. */
  private double moments(double[] rows, double[] gamma, int count) {
    double inverseVariances = 0;
    for (int component = 0; component < components; component++) {
      double mass = mean(rows, gamma, count, component);
      masses[component] = mass;
      java.util.Arrays.fill(covariance, 0);
      for (int row = 0; row < count && mass > LEAST_MASS; row++) {
        from(rows, row, component);
        double weight = gamma[row * components + component] / mass;
        for (int column = 0; column < width; column++) {
          for (int other = column; other < width; other++) {
            covariance[Cholesky.at(other, column, width)] += weight * apart[column] * apart[other];
          }
        }
      }
      double half = mass > LEAST_MASS ? Math.log(mass / count) : Double.NEGATIVE_INFINITY;
      for (int feature = 0; feature < width; feature++) {
        int place = Cholesky.at(feature, feature, width);
        covariance[place] += RIDGE;
        inverseVariances += mass > LEAST_MASS ? 1 / covariance[place] : 0;
        for (int other = 0; other < width; other++) {
          slopes[(component * width + feature) * width + other] =
              feature == other ? -lambda2 / (covariance[place] * covariance[place]) : 0;
        }
      }
      Cholesky.inverse(covariance, 0, width, factor);
      constants[component] = half - 0.5 * width * Math.log(2 * Math.PI) + invert(component);
    }
    return lambda2 * inverseVariances;
  }

  private double mean(double[] rows, double[] gamma, int count, int component) {
    double mass = 0;
    java.util.Arrays.fill(means, component * width, (component + 1) * width, 0);
    for (int row = 0; row < count; row++) {
      double weight = gamma[row * components + component];
      mass += weight;
      for (int feature = 0; feature < width; feature++) {
        means[component * width + feature] += weight * rows[row * width + feature];
      }
    }
    for (int feature = 0; feature < width && mass > LEAST_MASS; feature++) {
      means[component * width + feature] /= mass;
    }
    return mass;
  }

  /** Σ⁻¹ = FᵀF; gives log |F|. */
  private double invert(int component) {
    double log = 0;
    for (int row = 0; row < width; row++) {
      log += Math.log(factor[Cholesky.at(row, row, width)]);
      for (int column = 0; column < width; column++) {
        double sum = 0;
        for (int between = Math.max(row, column); between < width; between++) {
          sum +=
              factor[Cholesky.at(between, row, width)]
                  * factor[Cholesky.at(between, column, width)];
        }
        inverses[(component * width + row) * width + column] = sum;
      }
    }
    return log;
  }

  /** z - µ. */
  private void from(double[] rows, int row, int component) {
    for (int feature = 0; feature < width; feature++) {
      apart[feature] = rows[row * width + feature] - means[component * width + feature];
    }
  }

  /** Σ⁻¹(z - µ), and of that the squared Mahalanobis distance. */
  private double solve(double[] matrices, int component) {
    double distance = 0;
    for (int row = 0; row < width; row++) {
      double sum = 0;
      for (int column = 0; column < width; column++) {
        sum += matrices[(component * width + row) * width + column] * apart[column];
      }
      image[row] = sum;
      distance += sum * apart[row];
    }
    return distance;
  }

  /** The sum of the energies; keeps every component's share in every density. */
  private double energies(double[] rows, int count) {
    double energies = 0;
    for (int row = 0; row < count; row++) {
      double best = Double.NEGATIVE_INFINITY;
      for (int component = 0; component < components; component++) {
        from(rows, row, component);
        double log = constants[component] - 0.5 * solve(inverses, component);
        shares[row * components + component] = log;
        best = Math.max(best, log);
      }
      double sum = 0;
      for (int place = row * components; place < (row + 1) * components; place++) {
        shares[place] = Math.exp(shares[place] - best);
        sum += shares[place];
      }
      for (int place = row * components; place < (row + 1) * components; place++) {
        shares[place] /= sum;
      }
      energies -= best + Math.log(sum);
    }
    return energies;
  }

  /** Derivatives of the loss by each mean, and added to the λ₂ term's by each covariance. */
  private void slopes(double[] rows, double[] gamma, int count) {
    java.util.Arrays.fill(meanSlopes, 0);
    for (int component = 0; component < components; component++) {
      for (int row = 0; row < count; row++) {
        double weight = lambda1 / count * shares[row * components + component];
        from(rows, row, component);
        solve(inverses, component);
        for (int feature = 0; feature < width; feature++) {
          meanSlopes[component * width + feature] -= weight * image[feature];
          for (int other = 0; other < width; other++) {
            int place = (component * width + feature) * width + other;
            slopes[place] += 0.5 * weight * (inverses[place] - image[feature] * image[other]);
          }
        }
      }
      massSlopes[component] = massSlope(rows, gamma, count, component);
    }
  }

  /** What a component's mass does by its weight φ and as the divisor of its covariance. */
  private double massSlope(double[] rows, double[] gamma, int count, int component) {
    double byWeight = 0;
    double trace = 0;
    for (int row = 0; row < count; row++) {
      byWeight += shares[row * components + component];
      from(rows, row, component);
      trace += gamma[row * components + component] * solve(slopes, component);
    }
    double mass = masses[component];
    return -(lambda1 / count * byWeight + trace / mass) / mass;
  }

  private void gradients(
      double[] rows,
      double[] gamma,
      int count,
      int row,
      double[] rowGradient,
      double[] gammaGradient) {
    java.util.Arrays.fill(rowGradient, row * width, (row + 1) * width, 0);
    for (int component = 0; component < components; component++) {
      int place = row * components + component;
      gammaGradient[place] = 0;
      if (masses[component] <= LEAST_MASS) {
        continue;
      }
      from(rows, row, component);
      solve(inverses, component);
      double direct = lambda1 / count * shares[place];
      for (int feature = 0; feature < width; feature++) {
        rowGradient[row * width + feature] += direct * image[feature];
      }
      gammaGradient[place] =
          massSlopes[component]
              + through(component, row, gamma[place] / masses[component], rowGradient)
                  / masses[component];
    }
  }

  /**
   * Adds what a row's place does to its component's mean and covariance; gives what its share does,
   * but for the mass.
   */
  private double through(int component, int row, double weight, double[] rowGradient) {
    double product = solve(slopes, component);
    for (int feature = 0; feature < width; feature++) {
      double slope = meanSlopes[component * width + feature];
      product += slope * apart[feature];
      rowGradient[row * width + feature] += weight * (slope + 2 * image[feature]);
    }
    return product;
  }
}
