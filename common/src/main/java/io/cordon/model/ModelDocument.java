package io.cordon.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.cordon.detector.Fitted;
import io.cordon.drift.ColumnProfiles;
import io.cordon.features.FeaturePlan;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code model.json} holds, in this order. Its component names, and those of the records in
 * it, are the file's keys: renaming one makes a new format version.
 *
 * <p>Version 2 adds {@code profiles}, version 3 {@code features.vectors}. A model without them is
 * written as the version before, so that older releases can read it, and so that it keeps its
 * identity.
 *
 * @param features null in JSON where the model was trained on a column of vectors
 * @param profiles of the training table's columns; absent in version 1
 */
record ModelDocument(
    String format,
    int formatVersion,
    String detector,
    JsonNode settings,
    long seed,
    int width,
    SortedMap<String, Double> constants,
    List<String> warnings,
    Threshold threshold,
    ScoreStatistics trainedScores,
    ScoreStatistics untrainedScores,
    JsonNode features,
    String dataFingerprint,
    SortedMap<String, String> versions,
    @JsonInclude(JsonInclude.Include.NON_NULL) JsonNode profiles,
    ParameterTable parameters) {

  static final String FORMAT = "cordon-model";
  static final int VERSION = 3;

  /** The first version with profiles. */
  static final int PROFILED = 2;

  /** The first version with vectors. */
  static final int WITH_VECTORS = 3;

  /** Their keys. */
  static final String PROFILES = "profiles";

  static final String VECTORS = "vectors";

  ModelDocument {
    warnings = List.copyOf(warnings);
  }

  /** The document of a model whose parameters have this checksum. */
  static ModelDocument of(Model model, String sha256) {
    return new ModelDocument(
        FORMAT,
        version(model),
        model.detector(),
        ModelJson.tree(model.settingsJson()),
        model.seed(),
        model.fitted().width(),
        model.fitted().constants(),
        model.fitted().warnings(),
        model.threshold(),
        model.trainedScores(),
        model.untrainedScores(),
        ModelJson.MAPPER.valueToTree(model.features().orElse(null)),
        model.dataFingerprint(),
        model.versions(),
        model
            .profiles()
            .map(ProfileSection::of)
            .<JsonNode>map(ModelJson.MAPPER::valueToTree)
            .orElse(null),
        ParameterTable.of(vectors(model), sha256));
  }

  private static int version(Model model) {
    if (model.features().stream().anyMatch(plan -> !plan.vectors().isEmpty())) {
      return WITH_VECTORS;
    }
    return model.profiles().isPresent() ? PROFILED : PROFILED - 1;
  }

  /** The vectors of a model that lie before the score quantiles, by name. */
  static SortedMap<String, float[]> vectors(Model model) {
    TreeMap<String, float[]> vectors = new TreeMap<>(model.fitted().vectors());
    model
        .profiles()
        .ifPresent(
            columns ->
                vectors.put(VectorEntry.COLUMN_QUANTILES, ProfileSection.quantiles(columns)));
    return vectors;
  }

  /**
   * The model of this document and the vectors of its table.
   *
   * @throws IllegalArgumentException where the parts do not fit together
   */
  Model model(
      Optional<FeaturePlan> plan,
      Optional<ProfileSection> section,
      SortedMap<String, float[]> vectors) {
    float[] quantiles = vectors.remove(VectorEntry.SCORE_QUANTILES);
    Optional<ColumnProfiles> columns =
        section.map(found -> found.profiles(vectors.remove(VectorEntry.COLUMN_QUANTILES)));
    Fitted fitted = new Fitted(width, vectors, constants, warnings);
    return new Model(
        detector,
        settings.toString(),
        seed,
        fitted,
        plan,
        threshold,
        trainedScores,
        untrainedScores,
        quantiles,
        dataFingerprint,
        versions,
        columns);
  }
}
