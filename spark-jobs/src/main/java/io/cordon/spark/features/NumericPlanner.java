package io.cordon.spark.features;

import io.cordon.features.NumericFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides how one numeric column becomes a feature. */
final class NumericPlanner {

  private final FeatureSettings settings;
  private final List<String> warnings = new ArrayList<>();

  NumericPlanner(FeatureSettings settings) {
    this.settings = settings;
  }

  /** The scaling that the settings give a column, its name compared as Spark does. */
  static Scaling scalingOf(String column, FeatureSettings.ScalingRules rules) {
    for (Map.Entry<String, Scaling> entry : rules.byColumn().entrySet()) {
      if (FeatureColumns.fold(entry.getKey()).equals(FeatureColumns.fold(column))) {
        return entry.getValue();
      }
    }
    return rules.usual();
  }

  /**
   * Whether the column's exact quartiles are needed: to scale by them, or to fill values that are
   * missing.
   */
  static boolean needsQuartiles(String column, NumericProfile profile, FeatureSettings settings) {
    if (profile.count() == 0 || profile.min() == profile.max()) {
      return false;
    }
    return scalingOf(column, settings.scaling()) == Scaling.ROBUST
        || profile.nulls() + profile.nans() > 0;
  }

  /** What a user should know about the decisions so far. */
  List<String> warnings() {
    return warnings;
  }

  /**
   * The feature of a column with at least two different values, or nothing where scaling leaves one
   * value.
   *
   * @param quartiles the exact quartiles where {@link #needsQuartiles}
   */
  Optional<NumericFeature> plan(
      String column, String type, NumericProfile profile, Optional<Quartiles> quartiles) {
    return feature(column, type, profile, quartiles, resolved(column, profile, quartiles));
  }

  /**
   * The feature that each entry of a column's vectors becomes: automatic scaling takes the range of
   * all entries, and so does robust, because no pass over a table sorts all entries of its vectors.
   */
  Optional<NumericFeature> planEntries(String column, String type, NumericProfile entries) {
    Scaling scaling = scalingOf(column, settings.scaling());
    if (scaling == Scaling.ROBUST) {
      warnings.add(
          "Column '" + column + "' is scaled by its range: vectors are not scaled by quartiles");
    }
    boolean byRange = scaling == Scaling.ROBUST || scaling == Scaling.AUTO;
    return feature(
        column,
        type,
        entries,
        Optional.empty(),
        byRange ? Scaling.MIN_MAX : resolved(column, entries, Optional.empty()));
  }

  private Optional<NumericFeature> feature(
      String column,
      String type,
      NumericProfile profile,
      Optional<Quartiles> quartiles,
      Scaling scaling) {
    double fill = quartiles.isPresent() ? quartiles.get().median() : profile.coarseMedian();
    boolean log = scaling == Scaling.LOG_MIN_MAX;
    double shift = shift(scaling, profile, quartiles);
    double divisor = divisor(scaling, profile, quartiles);
    double scale = 1 / divisor;
    if (!(scale <= Double.MAX_VALUE)) {
      return Optional.empty();
    }
    if (log && profile.min() < 0) {
      warnings.add(
          "Column '"
              + column
              + "' has values below 0 (down to "
              + profile.min()
              + "): its logarithmic scaling counts them as 0");
    }
    return Optional.of(new NumericFeature(column, type, log, fill, shift, scale));
  }

  private Scaling resolved(String column, NumericProfile profile, Optional<Quartiles> quartiles) {
    Scaling scaling = scalingOf(column, settings.scaling());
    switch (scaling) {
      case AUTO:
        return profile.min() >= 0 && heavyTailed(profile.moments())
            ? Scaling.LOG_MIN_MAX
            : Scaling.MIN_MAX;
      case STANDARD:
        if (profile.moments().extreme()
            || !(1 / profile.moments().deviation() <= Double.MAX_VALUE)) {
          warnings.add(
              "Column '"
                  + column
                  + "' is scaled by its range: values up to "
                  + profile.max()
                  + " leave no standard deviation to scale by");
          return Scaling.MIN_MAX;
        }
        return scaling;
      case ROBUST:
        Quartiles found = quartiles.orElseThrow();
        double spread = found.third() - found.first();
        if (!(1 / spread <= Double.MAX_VALUE) || spread > Double.MAX_VALUE) {
          warnings.add(
              "Column '"
                  + column
                  + "' is scaled by its range: its quartiles "
                  + found.first()
                  + " and "
                  + found.third()
                  + " cannot be scaled by");
          return Scaling.MIN_MAX;
        }
        return scaling;
      default:
        return scaling;
    }
  }

  private boolean heavyTailed(Moments moments) {
    return moments.extreme() || moments.skewness() > settings.scaling().heavyTail();
  }

  private static double shift(
      Scaling scaling, NumericProfile profile, Optional<Quartiles> quartiles) {
    return switch (scaling) {
      case LOG_MIN_MAX -> StrictMath.log1p(Math.max(profile.min(), 0));
      case STANDARD -> profile.moments().mean();
      case ROBUST -> quartiles.orElseThrow().median();
      case MIN_MAX -> rangeOverflows(profile) ? 0 : profile.min();
      case AUTO, NONE -> 0;
    };
  }

  private static double divisor(
      Scaling scaling, NumericProfile profile, Optional<Quartiles> quartiles) {
    return switch (scaling) {
      case LOG_MIN_MAX ->
          StrictMath.log1p(Math.max(profile.max(), 0))
              - StrictMath.log1p(Math.max(profile.min(), 0));
      case STANDARD -> profile.moments().deviation();
      case ROBUST -> quartiles.orElseThrow().third() - quartiles.orElseThrow().first();
      case MIN_MAX ->
          rangeOverflows(profile)
              ? Math.max(-profile.min(), profile.max())
              : profile.max() - profile.min();
      case AUTO, NONE -> 1;
    };
  }

  /**
   * The range of a column with values near both ends of the doubles is infinite: it is scaled to
   * [-1, 1] about 0 instead.
   */
  private static boolean rangeOverflows(NumericProfile profile) {
    return profile.max() - profile.min() > Double.MAX_VALUE;
  }
}
