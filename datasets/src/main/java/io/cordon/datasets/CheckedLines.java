package io.cordon.datasets;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.substring;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Finds the lines of CSV and JSON files that Spark would turn into nulls or cut. */
final class CheckedLines {
  private static final String CORRUPT = "_corrupt_record";
  private static final int LONGEST_EXAMPLE = 200;

  private CheckedLines() {}

  /**
   * One pass that counts the lines that do not fit the schema: too few or too many fields, or text
   * where a number must be. A schema with a column {@code _corrupt_record} asks Spark to keep such
   * lines, and is left alone.
   */
  static void refuseBadRows(
      SparkSession spark,
      DataFrameReader reader,
      StructType schema,
      List<String> paths,
      String source) {
    if (List.of(schema.fieldNames()).contains(CORRUPT)) {
      return;
    }
    List<Column> figures =
        new ArrayList<>(
            List.of(
                count(lit(1)),
                count(col(CORRUPT)),
                min(substring(col(CORRUPT), 1, LONGEST_EXAMPLE))));
    for (String name : schema.fieldNames()) {
      // Spark parses only the columns that are asked for: without these counts it would find no
      // wrong number.
      figures.add(count(col("`" + name.replace("`", "``") + "`")));
    }
    Row found =
        SparkJob.described(
            spark,
            "check the lines of " + String.join(", ", paths),
            () ->
                reader
                    .option("columnNameOfCorruptRecord", CORRUPT)
                    .option("mode", "PERMISSIVE")
                    .schema(schema.add(CORRUPT, DataTypes.StringType))
                    .load(paths.toArray(new String[0]))
                    .agg(figures.get(0), figures.subList(1, figures.size()).toArray(new Column[0]))
                    .head());
    if (found.getLong(1) > 0) {
      throw new UserException(
          ExitCode.BAD_DATA,
          "%s has %d lines of %d that do not fit the schema, such as \"%s\": mend them, or correct the schema."
              .formatted(source, found.getLong(1), found.getLong(0), found.getString(2)));
    }
  }

  /**
   * Spark renames equal names of a CSV header without a word: they are compared as they stand in
   * the first line.
   */
  static void refuseDuplicateHeader(SparkSession spark, SourceSettings settings, String source) {
    Map<String, String> options = new HashMap<>();
    settings
        .options()
        .forEach((option, value) -> options.put(option.toLowerCase(Locale.ROOT), value));
    if (!Boolean.parseBoolean(options.remove("header"))) {
      return;
    }
    options.remove("inferschema");
    List<Row> first =
        spark
            .read()
            .options(options)
            .csv(settings.paths().toArray(new String[0]))
            .limit(1)
            .collectAsList();
    if (!first.isEmpty()) {
      Row header = first.get(0);
      List<String> names = new ArrayList<>();
      for (int i = 0; i < header.size(); i++) {
        if (!header.isNullAt(i)) {
          names.add(header.getString(i));
        }
      }
      ColumnNames.refuseDuplicates(names.toArray(new String[0]), source);
    }
  }
}
