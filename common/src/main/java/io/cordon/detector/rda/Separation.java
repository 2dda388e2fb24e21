package io.cordon.detector.rda;

import io.cordon.network.NetworkFunction;
import io.cordon.rows.RowFunction;

/**
 * The part of a row that an autoencoder can learn: {@code l = x - s}, where s holds what stands out
 * of the reconstruction by more than τ. With the autoencoder fixed, s is the fixed point of {@code
 * s = prox(x - D(E(x - s)))}, here after {@value #STEPS} steps from 0; so it is a function of the
 * row and the network alone, for training rows and new ones alike.
 *
 * @param network D(E(·)): as many outputs as inputs
 * @param shrinkage what is set aside
 * @param tau τ, at least 0
 */
record Separation(NetworkFunction network, Shrinkage shrinkage, float tau) implements RowFunction {
  private static final long serialVersionUID = 1L;

  /** Steps towards the fixed point. */
  static final int STEPS = 5;

  /** What is set aside of a residual u. */
  enum Shrinkage {
    /** Whole rows: {@code u max(1 - τ/‖u‖, 0)}, the proximal map of the ℓ2,1 norm of rows. */
    ROWS {
      @Override
      void apply(float[] residuals, int from, int width, float tau) {
        double squares = 0;
        for (int place = from; place < from + width; place++) {
          squares += (double) residuals[place] * residuals[place];
        }
        double norm = Math.sqrt(squares);
        float keep = norm > tau ? (float) (1 - tau / norm) : 0;
        for (int place = from; place < from + width; place++) {
          residuals[place] *= keep;
        }
      }
    },
    /** Single cells: {@code sign(u) max(|u| - τ, 0)}, the proximal map of the ℓ1 norm. */
    CELLS {
      @Override
      void apply(float[] residuals, int from, int width, float tau) {
        for (int place = from; place < from + width; place++) {
          float residual = residuals[place];
          residuals[place] = Math.signum(residual) * Math.max(Math.abs(residual) - tau, 0);
        }
      }
    };

    /** Replaces a residual, {@code width} numbers at {@code from}, by what is set aside of it. */
    abstract void apply(float[] residuals, int from, int width, float tau);
  }

  @Override
  public int inputs() {
    return network.inputs();
  }

  @Override
  public int outputs() {
    return network.inputs();
  }

  @Override
  public Pass open() {
    int width = inputs();
    Pass rebuild = network.open();
    float[] learnable = new float[BATCH * width];
    float[] residuals = new float[BATCH * width];
    return (rows, from, count, outputs, to) -> {
      System.arraycopy(rows, from, learnable, 0, count * width);
      for (int step = 0; step < STEPS; step++) {
        rebuild.apply(learnable, 0, count, residuals, 0);
        for (int row = 0; row < count; row++) {
          separate(rows, from + row * width, learnable, residuals, row * width);
        }
      }
      System.arraycopy(learnable, 0, outputs, to, count * width);
    };
  }

  private void separate(float[] rows, int from, float[] learnable, float[] residuals, int at) {
    int width = inputs();
    for (int feature = 0; feature < width; feature++) {
      residuals[at + feature] = rows[from + feature] - residuals[at + feature];
    }
    shrinkage.apply(residuals, at, width, tau);
    for (int feature = 0; feature < width; feature++) {
      learnable[at + feature] = rows[from + feature] - residuals[at + feature];
    }
  }
}
