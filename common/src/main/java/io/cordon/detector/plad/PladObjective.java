package io.cordon.detector.plad;

import io.cordon.network.Engine;
import io.cordon.network.Network;
import java.io.Serializable;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * PLAD's joint objective over both networks, which go the same way down (no min-max):
 *
 * <pre>1/n Σ [ ℓ(0, f(x)) + ℓ(1, f(x̃)) + λ (‖α - 1‖² + ‖β‖²) + κ KL ],  x̃ = x∘α + β</pre>
 *
 * <p>Paper 004, Eq. 3, and Eq. 5 with the KL divergence; ℓ is the cross-entropy of a logit. The
 * displacement {@code x∘(α - 1) + β} is multiplied by the draws of {@link PladDraws}, by default 1.
 *
 * @param lambda λ, with the squared norms as sums over the features
 * @param divergenceWeight κ
 */
record PladObjective(
    PladNetworks networks, Engine engine, double lambda, double divergenceWeight, PladDraws draws)
    implements Serializable {

  /** Work space for batches of up to {@code capacity} rows, for one thread. */
  Pass open(int capacity) {
    return new Pass(capacity);
  }

  /** The objective with its work space: a pass allocates nothing. */
  final class Pass {
    private final int width = networks.width();
    private final Network classifier;
    private final Perturbator perturbator;
    private final float[] rows;
    private final float[] factors;
    private final float[] logitGradient;
    private final float[] rowGradient;
    private final float[] changeGradient;
    private final float[] x = new float[width];
    private final float[] alpha = new float[width];
    private final float[] beta = new float[width];
    private final float[] factor = new float[width];
    private final float[] pull = new float[width];
    private float[] changes;

    private Pass(int capacity) {
      classifier = engine.open(networks.classifier(), 2 * capacity);
      perturbator = new Perturbator(networks, engine, capacity);
      rows = new float[Math.multiplyExact(2 * capacity, width)];
      factors = new float[rows.length / 2];
      Arrays.fill(factors, 1);
      logitGradient = new float[2 * capacity];
      rowGradient = new float[rows.length];
      changeGradient = new float[rows.length];
    }

    /**
     * A batch of {@code count} rows is to be laid at the start; {@link #perturb} puts the perturbed
     * ones behind.
     */
    float[] rows() {
      return rows;
    }

    /**
     * What the perturbator says to the last rows: {@code count x 2 width}, a row's α, then its β.
     */
    float[] changes() {
      return changes;
    }

    /**
     * Adds the jitter to the rows, lays the perturbed ones behind them and gives the logits of all
     * {@code 2 count}.
     *
     * @param vector the flat vector of both networks
     * @param random where ε and the draws come from
     */
    float[] perturb(float[] vector, int count, SplittableRandom random) {
      draws.jitter(rows, count * width, random);
      perturbator.load(vector);
      changes = perturbator.forward(rows, count, random);
      if (!draws.plain()) {
        draws.factors(factors, count, width, random);
      }
      for (int row = 0; row < count; row++) {
        loadRow(row);
        displace(x, alpha, beta, factor, pull, width);
        System.arraycopy(pull, 0, rows, (count + row) * width, width);
      }
      // Originals and perturbed rows go through the classifier together.
      return classifier.forward(vector, rows, 2 * count);
    }

    /**
     * The objective's gradient on the first {@code count} of {@link #rows}.
     *
     * @param gradient receives the gradient of the batch's MEAN loss, in the layout of the vector
     * @return the SUM of the rows' losses
     */
    double gradient(float[] vector, int count, SplittableRandom random, float[] gradient) {
      float[] logits = perturb(vector, count, random);
      double loss = 0;
      for (int row = 0; row < count; row++) {
        loss += crossEntropy(0, logits[row]) + crossEntropy(1, logits[count + row]);
        logitGradient[row] = (float) (sigmoid(logits[row]) / count);
        logitGradient[count + row] = (float) (-sigmoid(-logits[count + row]) / count);
      }
      classifier.backward(vector, rows, 2 * count, logitGradient, gradient, rowGradient);
      loss += lambda * toChanges(count);
      loss += divergenceWeight * perturbator.divergence();
      perturbator.backward(
          rows, count, changeGradient, (float) (divergenceWeight / count), gradient);
      return loss;
    }

    private void loadRow(int row) {
      System.arraycopy(rows, row * width, x, 0, width);
      System.arraycopy(changes, 2 * row * width, alpha, 0, width);
      System.arraycopy(changes, (2 * row + 1) * width, beta, 0, width);
      System.arraycopy(factors, row * width, factor, 0, width);
    }

    /** The derivatives by α and β; returns the sum of the squared norms of α - 1 and β. */
    private double toChanges(int count) {
      float slope = (float) (2 * lambda / count);
      double squares = 0;
      for (int row = 0; row < count; row++) {
        loadRow(row);
        System.arraycopy(rowGradient, (count + row) * width, pull, 0, width);
        squares += squares(alpha, beta, width);
        slopes(x, alpha, beta, factor, pull, slope, width);
        System.arraycopy(alpha, 0, changeGradient, 2 * row * width, width);
        System.arraycopy(beta, 0, changeGradient, (2 * row + 1) * width, width);
      }
      return squares;
    }
  }

  // The loops below run over arrays of their own, not over parts of one: only then does the
  // compiler know that the parts do not overlap, and uses vectors.

  private static void displace(
      float[] x, float[] alpha, float[] beta, float[] factor, float[] moved, int width) {
    for (int feature = 0; feature < width; feature++) {
      float displacement = x[feature] * (alpha[feature] - 1) + beta[feature];
      moved[feature] = x[feature] + factor[feature] * displacement;
    }
  }

  /** Replaces α and β by the loss's derivatives by them. */
  private static void slopes(
      float[] x,
      float[] alpha,
      float[] beta,
      float[] factor,
      float[] pull,
      float slope,
      int width) {
    for (int feature = 0; feature < width; feature++) {
      float toDisplacement = factor[feature] * pull[feature];
      alpha[feature] = toDisplacement * x[feature] + slope * (alpha[feature] - 1);
      beta[feature] = toDisplacement + slope * beta[feature];
    }
  }

  /** ‖α - 1‖² + ‖β‖². */
  private static double squares(float[] alpha, float[] beta, int width) {
    double factors = 0;
    double offsets = 0;
    for (int feature = 0; feature < width; feature++) {
      double change = alpha[feature] - 1.0;
      factors += change * change;
      offsets += (double) beta[feature] * beta[feature];
    }
    return factors + offsets;
  }

  /** {@code ℓ(label, logit)} without overflow: {@code log(1 + exp(±logit))}. */
  static double crossEntropy(int label, double logit) {
    double wrong = label == 0 ? logit : -logit;
    return Math.max(0, wrong) + Math.log1p(Math.exp(-Math.abs(wrong)));
  }

  private static double sigmoid(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }
}
