package io.cordon.spark.features;

import io.cordon.features.NumericFeature;
import io.cordon.features.VectorFeature;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.StructField;

/** Decides how a column of vectors becomes features. */
final class VectorPlanner {

  private VectorPlanner() {}

  /** Adds what forbids to use the column: no imputing makes up for a vector. */
  static void check(String column, VectorProfile profile, List<String> problems) {
    NumericProfile entries = profile.entries();
    String cure = ": mend them or add it to source.exclude";
    if (profile.nulls() > 0) {
      problems.add(
          "Column '" + column + "' has " + profile.nulls() + " rows without vector" + cure);
    }
    if (entries.nans() + entries.infinities() > 0) {
      problems.add(
          "Entries of vectors must be finite, but column '%s' has %d that are null or NaN and %d infinite%s"
              .formatted(column, entries.nans(), entries.infinities(), cure));
    }
    if (profile.shortest() < profile.longest()) {
      problems.add(
          "Vectors of a column must have the same length, but those of '%s' have %d to %d entries%s"
              .formatted(column, profile.shortest(), profile.longest(), cure));
    }
  }

  /** The feature of a checked column, or nothing where all entries are one value. */
  static Optional<VectorFeature> plan(
      StructField field, VectorProfile profile, NumericPlanner planner) {
    NumericProfile entries = profile.entries();
    if (entries.count() == 0 || entries.min() == entries.max()) {
      return Optional.empty();
    }
    Optional<NumericFeature> entry =
        planner.planEntries(field.name(), field.dataType().catalogString(), entries);
    return entry.map(found -> new VectorFeature(found, profile.longest()));
  }
}
