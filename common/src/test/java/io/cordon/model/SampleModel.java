package io.cordon.model;

import io.cordon.detector.Fitted;
import io.cordon.drift.ColumnProfiles;
import io.cordon.drift.QuantileGrid;
import io.cordon.features.CategoricalFeature;
import io.cordon.features.FeaturePlan;
import io.cordon.features.NumericFeature;
import io.cordon.features.VectorFeature;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A small model with awkward numbers and texts. The golden files are made of it, that of format
 * version 2 with profiles, that of 3 with vectors: it never changes.
 */
final class SampleModel {

  private SampleModel() {}

  static Model create() {
    return with(plan());
  }

  static Model withoutFeatures() {
    return with(Optional.empty());
  }

  private static Model with(Optional<FeaturePlan> plan) {
    return new Model(
        "oc-nn",
        "{\"training\": {\"seed\": 7, \"rounds\": 20}, \"detector\": {\"nu\": 0.1, \"layers\": [4, 2], \"encoder\": null, \"whiten\": true}}",
        -7306429543127861L,
        fitted(),
        plan,
        new Threshold(0.1f, 0.05, 951, "exact", 0, 0.049, 1000),
        new ScoreStatistics(1000, -0.5, 9.25, 0.012345678901234567, 1.5e-7),
        new ScoreStatistics(1000, -1e-300, 1e300, 0.1, 3),
        quantiles(),
        "sha256:00ff",
        new TreeMap<>(Map.of("cordon", "0.1.0", "java", "17")),
        Optional.empty());
  }

  static Model profiled() {
    return create()
        .withProfiles(
            new ColumnProfiles(
                1000,
                List.of(
                    new ColumnProfiles.NumericColumn("src bytes", 7, new QuantileGrid(grid(0.5f))),
                    new ColumnProfiles.NumericColumn("größe", 0, new QuantileGrid(grid(-0.1f)))),
                List.of(
                    new ColumnProfiles.CategoricalColumn("flag", 4, List.of(900L, 60L, 30L), 6))));
  }

  static Model ofVectors() {
    FeaturePlan plan =
        new FeaturePlan(
            List.of(new NumericFeature("src bytes", "bigint", true, 0, 1.0 / 3, 1e-9)),
            List.of(),
            true,
            false,
            List.of(
                new VectorFeature(
                    new NumericFeature("pixels", "array<float>", false, 0, 0, 1.0 / 3), 5)),
            List.of());
    return with(Optional.of(plan))
        .withProfiles(
            new ColumnProfiles(
                1000,
                List.of(
                    new ColumnProfiles.NumericColumn("src bytes", 7, new QuantileGrid(grid(0.5f)))),
                List.of()));
  }

  private static float[] grid(float first) {
    float[] grid = new float[ColumnProfiles.QUANTILES];
    for (int index = 0; index < grid.length; index++) {
      grid[index] = first + index / 3 / 64f;
    }
    return grid;
  }

  static Fitted fitted() {
    TreeMap<String, float[]> vectors = new TreeMap<>();
    vectors.put(
        "encoder",
        new float[] {1, -0.0f, 0.1f, Float.MIN_VALUE, -Float.MAX_VALUE, 1 / 3f, 16777217f});
    vectors.put("head.w_1", new float[] {-2.5f, 1e-20f});
    vectors.put("none", new float[0]);
    TreeMap<String, Double> constants =
        new TreeMap<>(Map.of("r", 0.1 + 0.2, "scale", -0.0, "tiny", Double.MIN_VALUE));
    return new Fitted(
        6, vectors, constants, List.of("The loss rose in round 3 → training stopped"));
  }

  static float[] quantiles() {
    float[] quantiles = new float[Model.QUANTILES];
    for (int index = 0; index < quantiles.length; index++) {
      quantiles[index] = (index - 300) / 512f;
    }
    return quantiles;
  }

  private static Optional<FeaturePlan> plan() {
    return Optional.of(
        new FeaturePlan(
            List.of(
                new NumericFeature("src bytes", "bigint", true, 0, 1.0 / 3, 1e-9),
                new NumericFeature("größe", "double", false, -1, 0, 2)),
            List.of(new CategoricalFeature("flag", "string", List.of("SF", "a\"b\n", "日本"))),
            true,
            false,
            List.of(new FeaturePlan.Dropped("num_outbound", "constant"))));
  }
}
