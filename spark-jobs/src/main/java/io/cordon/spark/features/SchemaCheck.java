package io.cordon.spark.features;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.features.CategoricalFeature;
import io.cordon.features.FeaturePlan;
import io.cordon.features.FeaturePlan.Dropped;
import io.cordon.features.NumericFeature;
import io.cordon.features.VectorFeature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Compares a table's schema with the one that a plan was fitted on. Columns are found by name, as
 * Spark compares names; their order does not matter.
 */
public final class SchemaCheck {

  private final FeaturePlan plan;
  private final StructType schema;
  private final Map<String, Integer> ordinals = new HashMap<>();

  private SchemaCheck(FeaturePlan plan, StructType schema) {
    this.plan = plan;
    this.schema = schema;
    for (int ordinal = 0; ordinal < schema.length(); ordinal++) {
      ordinals.put(FeatureColumns.fold(schema.fields()[ordinal].name()), ordinal);
    }
  }

  /**
   * Checks that a table has what the plan needs. A type may differ by widening: whole numbers among
   * themselves and with double, float with double, decimals of any precision; for categories whole
   * numbers among themselves only.
   *
   * @return warnings: columns that the plan does not know
   * @throws UserException MISMATCH listing every column that is missing or has another type, or
   *     naming two columns that differ only by case
   */
  public static List<String> check(FeaturePlan plan, StructType schema) {
    FeatureColumns.checkNames(schema);
    SchemaCheck check = new SchemaCheck(plan, schema);
    List<String> problems = new ArrayList<>();
    plan.numeric()
        .forEach(
            feature ->
                check.compare(feature.column(), feature.type(), ColumnKind::standsFor, problems));
    plan.categorical()
        .forEach(
            feature ->
                check.compare(
                    feature.column(), feature.type(), ColumnKind::standsForCategories, problems));
    plan.vectors()
        .forEach(
            feature ->
                check.compare(feature.column(), feature.type(), ColumnKind::standsFor, problems));
    if (!problems.isEmpty()) {
      throw new UserException(
          ExitCode.MISMATCH, "The table does not fit the model:\n" + String.join("\n", problems));
    }
    return check.unknownColumns();
  }

  /** Where a column of the plan is in a checked schema. */
  static ColumnReader reader(StructType schema, String column) {
    int ordinal = ordinal(schema, column);
    return new ColumnReader(schema.fields()[ordinal].dataType(), ordinal);
  }

  /** Where a column of vectors of the plan is in a checked schema. */
  static EntryReader entries(StructType schema, String column) {
    int ordinal = ordinal(schema, column);
    return new EntryReader(column, schema.fields()[ordinal].dataType(), ordinal);
  }

  private static int ordinal(StructType schema, String column) {
    for (int ordinal = 0; ordinal < schema.length(); ordinal++) {
      StructField field = schema.fields()[ordinal];
      if (FeatureColumns.fold(field.name()).equals(FeatureColumns.fold(column))) {
        return ordinal;
      }
    }
    throw new IllegalArgumentException("The schema has no column " + column);
  }

  private void compare(
      String column, String type, BiPredicate<ColumnKind, ColumnKind> fits, List<String> problems) {
    Integer ordinal = ordinals.get(FeatureColumns.fold(column));
    if (ordinal == null) {
      String nearest =
          NearestName.of(column, List.of(schema.fieldNames()))
              .map(name -> "; the nearest name is '" + name + "'")
              .orElse("");
      problems.add("column '" + column + "' (" + type + ") is missing" + nearest);
      return;
    }
    DataType found = schema.fields()[ordinal].dataType();
    if (!fits.test(ColumnKind.of(found), ColumnKind.of(DataType.fromDDL(type)))) {
      problems.add("column '" + column + "' must be " + type + ", but is " + found.catalogString());
    }
  }

  private List<String> unknownColumns() {
    Set<String> known = new HashSet<>();
    for (NumericFeature feature : plan.numeric()) {
      known.add(FeatureColumns.fold(feature.column()));
    }
    for (CategoricalFeature feature : plan.categorical()) {
      known.add(FeatureColumns.fold(feature.column()));
    }
    for (VectorFeature feature : plan.vectors()) {
      known.add(FeatureColumns.fold(feature.column()));
    }
    for (Dropped dropped : plan.dropped()) {
      known.add(FeatureColumns.fold(dropped.column()));
    }
    List<String> warnings = new ArrayList<>();
    for (String name : schema.fieldNames()) {
      if (!known.contains(FeatureColumns.fold(name))) {
        warnings.add(
            "Column '"
                + name
                + "' was not in the table that the model was trained on: it is not used");
      }
    }
    return warnings;
  }
}
