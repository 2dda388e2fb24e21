package io.cordon.detector.plad;

import io.cordon.network.Engine;
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

  /** Rows whose squares are added in float, feature by feature, before a double takes the sum. */
  private static final int FEW = 8;

  /** Work space for batches of up to {@code capacity} rows, for one thread. */
  Pass open(int capacity) {
    return new Pass(capacity);
  }

  /** The objective with its work space: a pass allocates nothing. */
  final class Pass {
    private final int width = networks.width();
    private final PairedClassifier classifier;
    private final Perturbator perturbator;
    private final float[] rows;
    private final float[] perturbed;
    private final float[] factors;
    private final float[] logitGradient;
    private final float[] perturbedGradient;
    private final float[] pulls;
    private final float[] changeGradient;
    private final float[] x = new float[width];
    private final float[] alpha = new float[width];
    private final float[] beta = new float[width];
    private final float[] factor = new float[width];
    private final float[] pull = new float[width];
    private final float[] sizes = new float[width];
    private float[] changes;

    private Pass(int capacity) {
      classifier = new PairedClassifier(networks.classifier(), engine, capacity);
      perturbator = new Perturbator(networks, engine, capacity);
      rows = new float[Math.multiplyExact(capacity, width)];
      perturbed = new float[rows.length];
      factors = new float[rows.length];
      Arrays.fill(factors, 1);
      logitGradient = new float[capacity];
      perturbedGradient = new float[capacity];
      pulls = new float[rows.length];
      changeGradient = new float[Math.multiplyExact(2, rows.length)];
    }

    /** Where a batch of {@code count} rows is to be laid. */
    float[] rows() {
      return rows;
    }

    /** The last rows, perturbed: {@code count x width}. */
    float[] perturbed() {
      return perturbed;
    }

    /**
     * What the perturbator says to the last rows: {@code count x 2 width}, a row's α, then its β.
     */
    float[] changes() {
      return changes;
    }

    /**
     * Adds the jitter to the rows and perturbs them.
     *
     * @param vector the flat vector of both networks
     * @param random where ε and the draws come from
     */
    void perturb(float[] vector, int count, SplittableRandom random) {
      draws.jitter(rows, count * width, random);
      perturbator.load(vector);
      changes = perturbator.forward(rows, count, random);
      if (!draws.plain()) {
        draws.factors(factors, count, width, random);
      }
      for (int row = 0; row < count; row++) {
        loadRow(row);
        displace(x, alpha, beta, factor, pull, width);
        System.arraycopy(pull, 0, perturbed, row * width, width);
      }
    }

    /** Classifies the rows as they are and perturbed. */
    PairedClassifier classify(float[] vector, int count) {
      classifier.forward(vector, rows, perturbed, count);
      return classifier;
    }

    /**
     * The objective's gradient on the first {@code count} of {@link #rows}.
     *
     * @param gradient receives the gradient of the batch's MEAN loss, in the layout of the vector
     * @return the SUM of the rows' losses
     */
    double gradient(float[] vector, int count, SplittableRandom random, float[] gradient) {
      perturb(vector, count, random);
      float[] logits = classify(vector, count).logits();
      float[] perturbedLogits = classifier.perturbedLogits();
      double loss = 0;
      for (int row = 0; row < count; row++) {
        loss += crossEntropy(0, logits[row]) + crossEntropy(1, perturbedLogits[row]);
        logitGradient[row] = (float) (sigmoid(logits[row]) / count);
        perturbedGradient[row] = (float) (-sigmoid(-perturbedLogits[row]) / count);
      }
      classifier.backward(
          vector, rows, perturbed, count, logitGradient, perturbedGradient, gradient, pulls);
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
        System.arraycopy(pulls, row * width, pull, 0, width);
        slopes(x, alpha, beta, factor, pull, sizes, slope, width);
        System.arraycopy(alpha, 0, changeGradient, 2 * row * width, width);
        System.arraycopy(beta, 0, changeGradient, (2 * row + 1) * width, width);
        if (row % FEW == FEW - 1 || row == count - 1) {
          squares += emptied(sizes);
        }
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

  /** Replaces α and β by the loss's derivatives by them; adds the squares of α - 1 and β. */
  private static void slopes(
      float[] x,
      float[] alpha,
      float[] beta,
      float[] factor,
      float[] pull,
      float[] sizes,
      float slope,
      int width) {
    for (int feature = 0; feature < width; feature++) {
      float toDisplacement = factor[feature] * pull[feature];
      float change = alpha[feature] - 1;
      float offset = beta[feature];
      sizes[feature] += change * change + offset * offset;
      alpha[feature] = toDisplacement * x[feature] + slope * change;
      beta[feature] = toDisplacement + slope * offset;
    }
  }

  /** The sum of some numbers, which become 0. */
  private static double emptied(float[] values) {
    double sum = 0;
    for (int place = 0; place < values.length; place++) {
      sum += values[place];
      values[place] = 0;
    }
    return sum;
  }

  /** {@code ℓ(label, logit)} without overflow: {@code log(1 + exp(±logit))}. */
  static double crossEntropy(int label, double logit) {
    double wrong = label == 0 ? logit : -logit;
    return Math.max(0, wrong) + Math.log(1 + Math.exp(-Math.abs(wrong)));
  }

  private static double sigmoid(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }
}
