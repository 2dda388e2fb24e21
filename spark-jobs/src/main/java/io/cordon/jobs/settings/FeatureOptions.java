package io.cordon.jobs.settings;

import io.cordon.config.Range;
import io.cordon.config.Settings;
import io.cordon.spark.features.FeatureSettings;
import io.cordon.spark.features.FeatureSettings.CategoryLimits;
import io.cordon.spark.features.FeatureSettings.Missing;
import io.cordon.spark.features.FeatureSettings.Roles;
import io.cordon.spark.features.FeatureSettings.ScalingRules;
import io.cordon.spark.features.Scaling;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the group {@code features}. */
final class FeatureOptions {
  private static final int MOST_CATEGORIES = 1 << 16;

  private FeatureOptions() {}

  static FeatureSettings read(Settings features) {
    int categories = features.integer("max-categories", 1, MOST_CATEGORIES);
    int distinct = features.integer("max-distinct", 1, Integer.MAX_VALUE);
    if (distinct < categories) {
      features.problem("max-distinct", "must not be below max-categories, which is " + categories);
    }
    return new FeatureSettings(
        new Roles(List.of(), Optional.empty(), List.of(), features.texts("categorical")),
        new ScalingRules(
            features.oneOf("scaling", Scaling.class),
            scalingOf(features),
            features.number("skewness-limit", Range.atLeast(0))),
        new CategoryLimits(categories, Math.max(categories, distinct)),
        features.oneOf("nulls", Missing.class),
        features.oneOf("nan", Missing.class));
  }

  private static Map<String, Scaling> scalingOf(Settings features) {
    Map<String, Scaling> scalings = new TreeMap<>();
    for (Map.Entry<String, String> entry : features.map("scaling-of").entrySet()) {
      Optional<Scaling> scaling =
          Arrays.stream(Scaling.values())
              .filter(known -> name(known).equals(entry.getValue()))
              .findFirst();
      scaling.ifPresentOrElse(
          known -> scalings.put(entry.getKey(), known),
          () ->
              features.problem(
                  "scaling-of",
                  "gives column "
                      + entry.getKey()
                      + " the scaling \""
                      + entry.getValue()
                      + "\", which must be one of "
                      + String.join(
                          ", ",
                          Arrays.stream(Scaling.values()).map(FeatureOptions::name).toList())));
    }
    return scalings;
  }

  private static String name(Scaling scaling) {
    return scaling.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
