package io.cordon.detector.plad;

import io.cordon.random.Seeds;
import io.cordon.rows.Block;
import io.cordon.rows.Fold;
import io.cordon.rows.RowFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * How a trained PLAD stands on its training rows, from one pass over them: the training loss alone
 * does not tell a good classifier from a collapsed one. Sums are over rows, copies included.
 *
 * @param rows how many
 * @param originals cross-entropies of the rows as they are
 * @param perturbed cross-entropies of the perturbed rows
 * @param factors mean over the features of |α - 1|
 * @param offsets mean over the features of |β|
 * @param squares squared lengths of the displacements {@code x̃ - x}
 * @param displacements the displacements, by feature
 */
record PladHealth(
    double rows,
    double originals,
    double perturbed,
    double factors,
    double offsets,
    double squares,
    double[] displacements)
    implements java.io.Serializable {

  /** Above this share all rows go the same way. */
  private static final double GREATEST_SHARE = 0.7;

  private static final double GREATEST_FACTOR = 0.5;
  private static final double GREATEST_ORIGINAL = 0.3;

  /** Nearly 2 log 2, what a classifier loses that knows nothing. */
  private static final double IDENTITY = 0.95 * 2 * Math.log(2);

  /** Mean cross-entropy of the rows as they are. */
  double original() {
    return originals / rows;
  }

  /** Mean of |α - 1| over rows and features. */
  double factor() {
    return factors / rows;
  }

  /**
   * Norm of the mean displacement over the root of the mean squared one, in [0, 1]: 1 where all
   * rows are moved alike, so that the classifier learns one side only.
   */
  double share() {
    double norm = 0;
    for (double sum : displacements) {
      norm += sum / rows * (sum / rows);
    }
    return squares > 0 ? Math.sqrt(norm / (squares / rows)) : 0;
  }

  /**
   * How far from healthy: at most 1 where the mean cross-entropy of the originals is below 0.3 and
   * the mean |α - 1| below 0.5 (ours: a choice without labels).
   */
  double strain() {
    return Math.max(original() / GREATEST_ORIGINAL, factor() / GREATEST_FACTOR);
  }

  /** The figures by name, for the model file. */
  TreeMap<String, Double> figures() {
    TreeMap<String, Double> figures = new TreeMap<>();
    figures.put("original-cross-entropy", original());
    figures.put("perturbed-cross-entropy", perturbed / rows);
    figures.put("mean-factor-change", factor());
    figures.put("mean-offset", offsets / rows);
    figures.put("displacement", Math.sqrt(squares / rows));
    figures.put("displacement-share", share());
    return figures;
  }

  /**
   * What a user should know.
   *
   * @param oneSided whether the classifier may learn one side only, where all rows go the same way
   */
  List<String> warnings(boolean oneSided) {
    List<String> warnings = new ArrayList<>();
    if (oneSided && share() > GREATEST_SHARE) {
      warnings.add(
          String.format(
              java.util.Locale.ROOT,
              "plad: all rows are perturbed in nearly the same direction (share %.2f), so anomalies"
                  + " on the other side score as normal: set detector.plad.symmetric = true",
              share()));
    }
    if ((originals + perturbed) / rows > IDENTITY) {
      warnings.add(
          "plad: the classifier cannot tell perturbed rows from rows: lower detector.plad.lambda, or"
              + " train longer");
    }
    if (factor() > GREATEST_FACTOR) {
      warnings.add(
          "plad: the perturbed rows lie far from the rows, so that only gross anomalies stand out:"
              + " raise detector.plad.lambda");
    }
    return warnings;
  }

  /**
   * The pass over the rows.
   *
   * @param vector the flat vector of both networks
   * @param seed of ε and the signs
   */
  record Gather(PladObjective objective, float[] vector, long seed) implements Fold<PladHealth> {

    @Override
    public String title() {
      return "plad health";
    }

    @Override
    public PladHealth zero() {
      return new PladHealth(0, 0, 0, 0, 0, 0, new double[objective.networks().width()]);
    }

    @Override
    public PladHealth gather(int shard, Block block) {
      int width = block.width();
      SplittableRandom noise = Seeds.stream(seed, "plad health", 0, shard);
      PladObjective.Pass pass = objective.open(RowFunction.BATCH);
      float[] own = vector.clone(); // a pass may write running moments into it
      double[] sums = new double[5];
      double[] displacements = new double[width];
      for (int from = 0; from < block.distinct(); from += RowFunction.BATCH) {
        int count = Math.min(RowFunction.BATCH, block.distinct() - from);
        System.arraycopy(block.values(), from * width, pass.rows(), 0, count * width);
        pass.perturb(own, count, noise);
        PairedClassifier classified = pass.classify(own, count);
        float[] logits = classified.logits();
        float[] perturbed = classified.perturbedLogits();
        for (int row = 0; row < count; row++) {
          int copies = block.counts()[from + row];
          sums[0] += copies * PladObjective.crossEntropy(0, logits[row]);
          sums[1] += copies * PladObjective.crossEntropy(1, perturbed[row]);
          addChanges(pass, row, copies, sums, displacements);
        }
      }
      return new PladHealth(
          block.rows(), sums[0], sums[1], sums[2], sums[3], sums[4], displacements);
    }

    private static void addChanges(
        PladObjective.Pass pass, int row, int copies, double[] sums, double[] displacements) {
      int width = displacements.length;
      for (int feature = 0; feature < width; feature++) {
        double x = pass.rows()[row * width + feature];
        double displacement = pass.perturbed()[row * width + feature] - x;
        sums[2] += copies * Math.abs(pass.changes()[2 * row * width + feature] - 1.0) / width;
        sums[3] +=
            copies * Math.abs((double) pass.changes()[(2 * row + 1) * width + feature]) / width;
        sums[4] += copies * displacement * displacement;
        displacements[feature] += copies * displacement;
      }
    }

    @Override
    public PladHealth merge(PladHealth left, PladHealth right) {
      double[] displacements = left.displacements;
      for (int feature = 0; feature < displacements.length; feature++) {
        displacements[feature] += right.displacements[feature];
      }
      return new PladHealth(
          left.rows + right.rows,
          left.originals + right.originals,
          left.perturbed + right.perturbed,
          left.factors + right.factors,
          left.offsets + right.offsets,
          left.squares + right.squares,
          displacements);
    }
  }
}
