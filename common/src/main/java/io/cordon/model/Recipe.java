package io.cordon.model;

import io.cordon.detector.Detector;
import io.cordon.features.FeaturePlan;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What makes a model of rows.
 *
 * @param detector what learns
 * @param settingsJson the resolved settings, kept as provenance; the detector is made of them again
 *     when the model is loaded
 * @param features how the table's rows became these rows; empty where they were vectors already
 * @param quantile how the threshold is taken
 * @param versions of whatever shaped the result, by name
 * @param rule how the threshold is chosen; empty takes the contamination of the training's settings
 */
public record Recipe(
    Detector detector,
    String settingsJson,
    Optional<FeaturePlan> features,
    Quantile quantile,
    SortedMap<String, String> versions,
    Optional<ThresholdRule> rule) {

  public Recipe {
    versions = new TreeMap<>(versions);
  }

  /** A recipe that flags the share of the rows that the training's settings expect. */
  public Recipe(
      Detector detector,
      String settingsJson,
      Optional<FeaturePlan> features,
      Quantile quantile,
      SortedMap<String, String> versions) {
    this(detector, settingsJson, features, quantile, versions, Optional.empty());
  }

  /** Takes an order statistic of a score over rows. */
  public interface Quantile {
    /** The exact one: {@link Rows#quantile}. */
    Quantile EXACT =
        new Quantile() {
          @Override
          public float of(Rows rows, RowFunction score, long rank) {
            return rows.quantile(score, rank);
          }

          @Override
          public String name() {
            return "exact";
          }

          @Override
          public double error() {
            return 0;
          }
        };

    /** The {@code rank}-th smallest score, give or take the error. */
    float of(Rows rows, RowFunction score, long rank);

    /** "exact" or "approximate". */
    String name();

    /** The most by which the rank may be off, as a share of the rows. */
    double error();
  }
}
