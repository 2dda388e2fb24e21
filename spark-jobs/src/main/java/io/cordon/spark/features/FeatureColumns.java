package io.cordon.spark.features;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.features.FeaturePlan.Dropped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Which columns of a table may become features, by the settings and the schema alone.
 *
 * @param numeric columns of numbers, in the order of the table
 * @param categorical columns of categories, in the order of the table
 * @param vectors columns of arrays of numbers, in the order of the table
 * @param dropped the other columns, each with the reason
 * @param warnings columns whose type no feature can be made from
 */
record FeatureColumns(
    List<StructField> numeric,
    List<StructField> categorical,
    List<StructField> vectors,
    List<Dropped> dropped,
    List<String> warnings) {

  /**
   * Sorts the columns of a table.
   *
   * @throws UserException MISMATCH where two columns have the same name but for case; USAGE listing
   *     all settings that name a column that the table lacks or that cannot be what the setting
   *     says
   */
  static FeatureColumns of(StructType schema, FeatureSettings settings) {
    checkNames(schema);
    checkSettings(schema, settings);
    FeatureColumns columns =
        new FeatureColumns(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    Map<String, String> roles = roles(settings.roles());
    Set<String> categories = new HashSet<>();
    settings.roles().categorical().forEach(name -> categories.add(fold(name)));
    for (StructField field : schema.fields()) {
      String role = roles.get(fold(field.name()));
      ColumnKind kind = ColumnKind.of(field.dataType());
      if (role != null) {
        columns.dropped.add(new Dropped(field.name(), role));
      } else if (kind == ColumnKind.UNSUPPORTED) {
        String type = field.dataType().catalogString();
        columns.dropped.add(new Dropped(field.name(), "type " + type));
        columns.warnings.add(
            "Column '"
                + field.name()
                + "' is left out: no feature can be made from its type "
                + type);
      } else if (kind == ColumnKind.VECTOR) {
        columns.vectors.add(field);
      } else if (kind == ColumnKind.TEXT || categories.contains(fold(field.name()))) {
        columns.categorical.add(field);
      } else {
        columns.numeric.add(field);
      }
    }
    return columns;
  }

  /** Names as Spark compares them. */
  static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Names of all columns that are read: numeric ones, then categories, then vectors. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    numeric.forEach(field -> names.add(field.name()));
    categorical.forEach(field -> names.add(field.name()));
    vectors.forEach(field -> names.add(field.name()));
    return names;
  }

  /** Refuses a table with two columns whose names differ at most by case. */
  static void checkNames(StructType schema) {
    Map<String, String> seen = new HashMap<>();
    for (String name : schema.fieldNames()) {
      String twin = seen.put(fold(name), name);
      if (twin != null) {
        throw new UserException(
            ExitCode.MISMATCH,
            "Column names of the table must differ by more than case, but it has '"
                + twin
                + "' and '"
                + name
                + "': rename one");
      }
    }
  }

  private static Map<String, String> roles(FeatureSettings.Roles roles) {
    Map<String, String> reasons = new HashMap<>();
    roles.exclude().forEach(name -> reasons.put(fold(name), "excluded"));
    roles.id().forEach(name -> reasons.put(fold(name), "id"));
    roles.label().ifPresent(name -> reasons.put(fold(name), "label"));
    return reasons;
  }

  private static void checkSettings(StructType schema, FeatureSettings settings) {
    Map<String, ColumnKind> kinds = new HashMap<>();
    for (StructField field : schema.fields()) {
      kinds.put(fold(field.name()), ColumnKind.of(field.dataType()));
    }
    List<String> problems = new ArrayList<>();
    FeatureSettings.Roles roles = settings.roles();
    checkExist("source.id", roles.id(), schema, problems);
    checkExist("source.label", roles.label().stream().toList(), schema, problems);
    checkExist("source.exclude", roles.exclude(), schema, problems);
    checkExist("features.categorical", roles.categorical(), schema, problems);
    List<String> scaled = settings.scaling().byColumn().keySet().stream().sorted().toList();
    checkExist("features.scaling-of", scaled, schema, problems);
    for (String name : roles.categorical()) {
      ColumnKind kind = kinds.get(fold(name));
      if (kind != null && !kind.canBeCategory()) {
        problems.add(
            "features.categorical may name columns of text, whole numbers or booleans, but column '"
                + name
                + "' is "
                + typeOf(schema, name));
      }
    }
    for (String name : scaled) {
      ColumnKind kind = kinds.get(fold(name));
      if (kind != null && !kind.isNumeric() && kind != ColumnKind.VECTOR) {
        problems.add(
            "features.scaling-of may name numeric columns, but column '"
                + name
                + "' is "
                + typeOf(schema, name));
      }
    }
    if (!problems.isEmpty()) {
      throw new UserException(ExitCode.USAGE, String.join("\n", problems));
    }
  }

  private static String typeOf(StructType schema, String name) {
    for (StructField field : schema.fields()) {
      if (fold(field.name()).equals(fold(name))) {
        return field.dataType().catalogString();
      }
    }
    throw new IllegalArgumentException(name);
  }

  private static void checkExist(
      String key, List<String> names, StructType schema, List<String> problems) {
    for (String name : names) {
      boolean found = false;
      for (String column : schema.fieldNames()) {
        found |= fold(column).equals(fold(name));
      }
      if (!found) {
        String nearest =
            NearestName.of(name, List.of(schema.fieldNames()))
                .map(near -> "; the nearest is '" + near + "'")
                .orElse("");
        problems.add(key + " names column '" + name + "', which the table does not have" + nearest);
      }
    }
  }
}
