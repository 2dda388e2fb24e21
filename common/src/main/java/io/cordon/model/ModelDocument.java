package io.cordon.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.cordon.detector.Fitted;
import io.cordon.features.FeaturePlan;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What {@code model.json} holds, in this order. Its component names, and those of the records in
 * it, are the file's keys: renaming one makes a new format version.
 *
 * @param features null in JSON where the model was trained on a column of vectors
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
    ParameterTable parameters) {

  static final String FORMAT = "cordon-model";
  static final int VERSION = 1;

  ModelDocument {
    warnings = List.copyOf(warnings);
  }

  /** The document of a model whose parameters have this checksum. */
  static ModelDocument of(Model model, String sha256) {
    return new ModelDocument(
        FORMAT,
        VERSION,
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
        ParameterTable.of(model.fitted().vectors(), sha256));
  }

  /**
   * The model of this document and the vectors of its table.
   *
   * @throws IllegalArgumentException where the parts do not fit together
   */
  Model model(Optional<FeaturePlan> plan, SortedMap<String, float[]> vectors) {
    float[] quantiles = vectors.remove(VectorEntry.SCORE_QUANTILES);
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
        versions);
  }
}
