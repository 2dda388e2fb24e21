package io.cordon.model;

import io.cordon.detector.Fitted;
import io.cordon.drift.ColumnProfiles;
import io.cordon.features.CategoricalFeature;
import io.cordon.features.FeaturePlan;
import io.cordon.features.NumericFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A trained model as plain data: everything that scoring needs, and where it came from. The same
 * training gives the same model, bit for bit: it holds no time, no host and no path.
 *
 * @param detector the name of the detector that fitted it
 * @param settingsJson the resolved settings of detector and training, a JSON object; kept in
 *     canonical form
 * @param seed of every random draw
 * @param fitted what the detector learned
 * @param features how a table's row becomes a row of numbers; empty where the model was trained on
 *     a column of vectors
 * @param threshold above which a row is flagged
 * @param trainedScores how the training rows score
 * @param untrainedScores how they score by the untrained control
 * @param scoreQuantiles the training scores at the shares 0, 0.001, ..., 1, ascending: the measure
 *     of a row's severity
 * @param dataFingerprint tells training tables apart
 * @param versions of whatever shaped the result, by name
 * @param profiles how the columns of the training table are spread, for the judgement of drift;
 *     empty where the model was trained on vectors, or by a release that kept none
 */
public record Model(
    String detector,
    String settingsJson,
    long seed,
    Fitted fitted,
    Optional<FeaturePlan> features,
    Threshold threshold,
    ScoreStatistics trainedScores,
    ScoreStatistics untrainedScores,
    float[] scoreQuantiles,
    String dataFingerprint,
    SortedMap<String, String> versions,
    Optional<ColumnProfiles> profiles) {

  /** Quantiles that every model holds: each per mille. */
  public static final int QUANTILES = 1001;

  /**
   * Name of a vector among the fitted ones: the training rows' mean, in models of vectors whose
   * score is no sum over the features.
   */
  static final String TYPICAL_ROW = "typical-row";

  /** How the threshold was chosen: see {@link ThresholdRule.Mode}. */
  public String thresholdMode() {
    String contamination = ThresholdRule.Mode.CONTAMINATION.text();
    return ModelJson.tree(settingsJson).at("/threshold/mode").asText(contamination);
  }

  /** Checks that the parts fit together and that all numbers are finite. */
  public Model {
    settingsJson = CanonicalJson.of(settingsJson);
    versions = new TreeMap<>(versions);
    require(!versions.containsValue(null), "every version must be a text");
    require(!detector.isBlank(), "a model must name its detector");
    require(fitted.width() > 0, "a model must take at least one feature, not " + fitted.width());
    features.ifPresent(plan -> requireFitting(plan, fitted.width()));
    Optional<FeaturePlan> plan = features;
    profiles.ifPresent(columns -> requireProfiled(plan, columns));
    for (Map.Entry<String, float[]> vector : fitted.vectors().entrySet()) {
      VectorEntry.requireName(vector.getKey());
      requireFinite("vector " + vector.getKey(), vector.getValue());
    }
    for (Map.Entry<String, Double> constant : fitted.constants().entrySet()) {
      require(
          constant.getValue() != null && Double.isFinite(constant.getValue()),
          "constant " + constant.getKey() + " must be finite, not " + constant.getValue());
    }
    require(
        scoreQuantiles.length == QUANTILES,
        "a model must hold " + QUANTILES + " score quantiles, not " + scoreQuantiles.length);
    requireFinite("vector " + VectorEntry.SCORE_QUANTILES, scoreQuantiles);
    for (int index = 1; index < scoreQuantiles.length; index++) {
      require(
          scoreQuantiles[index - 1] <= scoreQuantiles[index],
          "score quantiles must ascend, but quantile " + index + " is lower than the one before");
    }
  }

  /** The same model with profiles of the training table's columns. */
  public Model withProfiles(ColumnProfiles columns) {
    return new Model(
        detector,
        settingsJson,
        seed,
        fitted,
        features,
        threshold,
        trainedScores,
        untrainedScores,
        scoreQuantiles,
        dataFingerprint,
        versions,
        Optional.of(columns));
  }

  /**
   * The features of a row with nothing odd: what the feature plan tells, or the training rows'
   * mean; empty where the model holds neither.
   */
  public Optional<float[]> typicalRow() {
    return features
        .map(FeaturePlan::typicalRow)
        .or(() -> Optional.ofNullable(fitted.vectors().get(TYPICAL_ROW)));
  }

  private static void requireFitting(FeaturePlan plan, int width) {
    require(
        plan.width() == width,
        "the feature plan must give as many features as the detector takes: it gives "
            + plan.width()
            + " for "
            + width);
    List<NumericFeature> numbers = new ArrayList<>(plan.numeric());
    plan.vectors().forEach(vector -> numbers.add(vector.entry()));
    for (NumericFeature feature : numbers) {
      boolean finite =
          Double.isFinite(feature.fill())
              && Double.isFinite(feature.shift())
              && Double.isFinite(feature.scale());
      require(finite, "fill, shift and scale of column " + feature.column() + " must be finite");
    }
  }

  private static void requireProfiled(Optional<FeaturePlan> plan, ColumnProfiles profiles) {
    require(plan.isPresent(), "a model without a feature plan has no profiles of columns");
    List<String> columns = new ArrayList<>();
    for (ColumnProfiles.NumericColumn column : profiles.numeric()) {
      columns.add(column.column());
      require(
          column.values().quantiles().length == ColumnProfiles.QUANTILES,
          "the profile of column " + column.column() + " must hold each per cent");
    }
    profiles.categorical().forEach(column -> columns.add(column.column()));
    List<CategoricalFeature> categorical = plan.get().categorical();
    boolean fits =
        columns.equals(plan.get().cells()) && profiles.categorical().size() == categorical.size();
    for (int index = 0; fits && index < categorical.size(); index++) {
      fits =
          profiles.categorical().get(index).counts().size()
              == categorical.get(index).categories().size();
    }
    require(fits, "the profiles must be of the feature plan's columns and categories");
  }

  private static void requireFinite(String name, float[] vector) {
    for (int index = 0; index < vector.length; index++) {
      require(
          Float.isFinite(vector[index]),
          name + " must be finite, but holds " + vector[index] + " at index " + index);
    }
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
