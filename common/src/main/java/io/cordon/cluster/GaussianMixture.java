package io.cordon.cluster;

import io.cordon.rows.RowFunction;
import java.io.Serializable;

/**
 * A mixture of Gaussians: {@code p(x) = Σₖ φₖ N(x; µₖ, Σₖ)}.
 *
 * <p>Instead of Σ it holds the inverse of Σ's Cholesky factor, {@code Σ⁻¹ = FᵀF}: a density is then
 * a product and a sum, and nearly singular covariances survive being kept as floats in a model.
 *
 * @param width features a row
 * @param covariance the shape of every Σₖ
 * @param weights φ, {@code components}; they sum to 1, and a component of weight 0 is empty
 * @param means µ, {@code components x width}
 * @param factors F, lower triangular, column by column: {@code components x width (width + 1) / 2},
 *     or {@code components x width} where diagonal
 */
public record GaussianMixture(
    int width, Covariance covariance, double[] weights, double[] means, double[] factors)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public GaussianMixture {
    if (means.length != weights.length * width
        || factors.length != weights.length * covariance.size(width)) {
      throw new IllegalArgumentException(
          weights.length + " components of " + width + " features need other lengths");
    }
  }

  /** Gaussians in the mixture, empty ones included. */
  public int components() {
    return weights.length;
  }

  /** The energy of a row, {@code -log p(x)}: higher = rarer; it may be negative. */
  public RowFunction energy() {
    return new Energy(this);
  }

  /** The number of the component that most likely gave a row; of equals the first. */
  public RowFunction cluster() {
    return new Cluster(this);
  }

  private record Energy(GaussianMixture mixture) implements RowFunction {
    private static final long serialVersionUID = 1L;

    @Override
    public int inputs() {
      return mixture.width;
    }

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public Pass open() {
      Densities densities = new Densities(mixture);
      double[] shares = new double[mixture.components()];
      return (rows, from, count, outputs, to) -> {
        for (int row = 0; row < count; row++) {
          if (row % Densities.ROWS == 0) {
            int some = Math.min(Densities.ROWS, count - row);
            densities.load(rows, from + row * mixture.width, some);
          }
          double energy = -densities.shares(row % Densities.ROWS, shares);
          outputs[to + row] = (float) Math.min(Float.MAX_VALUE, energy);
        }
      };
    }
  }

  private record Cluster(GaussianMixture mixture) implements RowFunction {
    private static final long serialVersionUID = 1L;

    @Override
    public int inputs() {
      return mixture.width;
    }

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public Pass open() {
      Densities densities = new Densities(mixture);
      return (rows, from, count, outputs, to) -> {
        for (int row = 0; row < count; row++) {
          if (row % Densities.ROWS == 0) {
            int some = Math.min(Densities.ROWS, count - row);
            densities.load(rows, from + row * mixture.width, some);
          }
          outputs[to + row] = densities.likeliest(row % Densities.ROWS);
        }
      };
    }
  }
}
