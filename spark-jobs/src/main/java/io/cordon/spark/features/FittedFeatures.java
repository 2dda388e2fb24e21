package io.cordon.spark.features;

import io.cordon.features.FeaturePlan;
import java.util.List;

/**
 * What fitting feature extraction gives.
 *
 * @param plan the fitted extraction
 * @param warnings what a user should know, such as columns that were left out
 * @param rows rows of the table
 */
public record FittedFeatures(FeaturePlan plan, List<String> warnings, long rows) {
  public FittedFeatures {
    warnings = List.copyOf(warnings);
  }
}
