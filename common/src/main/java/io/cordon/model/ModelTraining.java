package io.cordon.model;

import io.cordon.detector.Fitted;
import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.rows.ColumnMoments;
import io.cordon.rows.Fingerprint;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;
import io.cordon.rows.ScoreProfile;
import io.cordon.training.Training;
import java.util.Optional;
import java.util.TreeMap;

/**
 * From rows to a model: the untrained control, the training, the threshold, the distribution of the
 * training scores. The same on a cluster and in one process.
 */
public final class ModelTraining {

  private ModelTraining() {}

  /**
   * Trains a model.
   *
   * @throws UserException BAD_DATA where there are no rows, or where all rows score the same
   */
  public static Model train(Rows rows, Training training, Recipe recipe) {
    long count = rows.count();
    if (count == 0) {
      throw new UserException(
          ExitCode.BAD_DATA, "Training needs at least one row, but the table has none");
    }
    Fitted untrained = recipe.detector().fit(rows, training.untrained());
    Fitted fitted = recipe.detector().fit(rows, training);
    RowFunction score = recipe.detector().score(fitted);

    double contamination = training.settings().contamination();
    ThresholdRule rule = recipe.rule().orElseGet(() -> ThresholdRule.contamination(contamination));
    float threshold = rule.of(rows, score, recipe.quantile());
    ScoreProfile profile = ScoreProfile.of(rows, score, threshold);
    if (profile.min() == profile.max() && count > 1) {
      throw new UserException(
          ExitCode.BAD_DATA,
          "The "
              + recipe.detector().name()
              + " must tell rows apart, but all "
              + count
              + " training rows score "
              + profile.min()
              + ": check that the features vary, lower training.learning-rate, or use another detector.activation");
    }
    return new Model(
        recipe.detector().name(),
        recipe.settingsJson(),
        training.settings().seed(),
        withTypicalRow(fitted, rows, recipe).withControl(untrained),
        recipe.features(),
        new Threshold(
            threshold,
            contamination,
            rule.rank(count, profile.observedRate()),
            recipe.quantile().name(),
            recipe.quantile().error(),
            profile.observedRate(),
            count),
        ScoreStatistics.of(profile),
        ScoreStatistics.of(ScoreProfile.of(rows, recipe.detector().score(untrained))),
        profile.quantiles(),
        Fingerprint.of(rows),
        recipe.versions(),
        Optional.empty());
  }

  /**
   * What reasons for a score start from, where no feature plan and no sum tells it: the mean row.
   */
  private static Fitted withTypicalRow(Fitted fitted, Rows rows, Recipe recipe) {
    if (recipe.features().isPresent() || recipe.detector().contributions(fitted).isPresent()) {
      return fitted;
    }
    double[] means = ColumnMoments.of(rows).means();
    float[] row = new float[means.length];
    for (int column = 0; column < row.length; column++) {
      row[column] = (float) means[column];
    }
    TreeMap<String, float[]> vectors = new TreeMap<>(fitted.vectors());
    vectors.put(Model.TYPICAL_ROW, row);
    return new Fitted(fitted.width(), vectors, fitted.constants(), fitted.warnings());
  }
}
