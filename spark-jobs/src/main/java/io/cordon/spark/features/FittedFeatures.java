package io.cordon.spark.features;

import io.cordon.features.FeaturePlan;
import java.util.List;

/**
 * What fitting feature extraction gives.
 *
 * @param plan the fitted extraction
 * @param warnings what a user should know, such as columns that were left out
 * @param rows rows of the table
 * @param missing nulls and NaN of each of the plan's columns of single values, in its order
 */
public record FittedFeatures(
    FeaturePlan plan, List<String> warnings, long rows, List<Long> missing) {
  public FittedFeatures {
    warnings = List.copyOf(warnings);
    missing = List.copyOf(missing);
  }
}
