package io.cordon.datasets;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.DataSource;
import org.apache.spark.sql.types.StructType;

/**
 * Any table that Spark reads, with the mistakes that Spark passes over told before the first step
 * of a run.
 */
public final class TableSource {
  private static final Set<String> FILE_FORMATS =
      Set.of("csv", "json", "text", "parquet", "orc", "avro");
  private static final Set<String> LINE_FORMATS = Set.of("csv", "json");

  private TableSource() {}

  /**
   * The table, not yet read. CSV and JSON are passed over once here, to find lines that do not fit
   * the schema.
   *
   * @throws UserException USAGE for a wrong format, schema, option or condition; STORAGE for a
   *     missing path or table; BAD_DATA for no data, empty or foreign files and lines that do not
   *     fit; MISMATCH for names that differ in case only, and a CSV header that differs from the
   *     schema
   */
  public static Dataset<Row> read(SparkSession spark, SourceSettings settings) {
    String source =
        settings.table().map(name -> "The table " + name).orElseGet(() -> name(settings));
    try {
      Dataset<Row> table =
          settings.table().isPresent()
              ? spark.table(settings.table().get())
              : load(spark, settings, source);
      ColumnNames.refuseDuplicates(table.schema().fieldNames(), source);
      return settings.where().map(condition -> filtered(table, condition)).orElse(table);
    } catch (Exception failure) {
      // Spark's Scala code throws checked exceptions without declaring them.
      throw ReadFailure.of(failure, source);
    }
  }

  private static String name(SourceSettings settings) {
    return "The "
        + settings.format()
        + " source"
        + (settings.paths().isEmpty() ? "" : " " + String.join(", ", settings.paths()));
  }

  private static Dataset<Row> load(SparkSession spark, SourceSettings settings, String source) {
    String format = settings.format().toLowerCase(Locale.ROOT);
    if (ImageSources.FORMATS.contains(format)) {
      return ImageSources.load(spark, settings, format);
    }
    refuseUnknown(spark, format);
    refuseSilentLoss(settings);
    Optional<StructType> schema = settings.schema().map(TableSource::schema);
    if (FILE_FORMATS.contains(format)) {
      if (settings.paths().isEmpty()) {
        throw new UserException(
            ExitCode.USAGE, "A source of format " + format + " needs at least one path.");
      }
      SourceFiles.check(settings.paths(), format, spark.sessionState().newHadoopConf());
    }
    DataFrameReader reader = spark.read().format(format).options(options(settings, format));
    if (!LINE_FORMATS.contains(format)) {
      schema.ifPresent(reader::schema);
      return loaded(reader, settings);
    }
    if (format.equals("csv") && schema.isEmpty()) {
      CheckedLines.refuseDuplicateHeader(spark, settings, source);
    }
    StructType known = schema.orElseGet(() -> loaded(reader, settings).schema());
    ColumnNames.refuseDuplicates(known.fieldNames(), source);
    CheckedLines.refuseBadRows(spark, reader, known, settings.paths(), source);
    return loaded(
        spark.read().format(format).options(options(settings, format)).schema(known), settings);
  }

  private static Dataset<Row> loaded(DataFrameReader reader, SourceSettings settings) {
    return settings.paths().isEmpty()
        ? reader.load()
        : reader.load(settings.paths().toArray(new String[0]));
  }

  /**
   * A header that says other names than the schema must be an error: Spark's default goes by
   * position alone.
   */
  private static Map<String, String> options(SourceSettings settings, String format) {
    Map<String, String> options = new HashMap<>(settings.options());
    if (format.equals("csv") && settings.schema().isPresent()) {
      options.putIfAbsent("enforceSchema", "false");
    }
    return options;
  }

  private static void refuseUnknown(SparkSession spark, String format) {
    try {
      DataSource.lookupDataSource(format, spark.sessionState().conf());
    } catch (Exception unknown) {
      throw new UserException(
          ExitCode.USAGE,
          "Spark knows no source of format \""
              + format
              + "\": use csv, json, parquet, orc, avro or jdbc, or add the jar of the format with --packages.",
          unknown);
    }
  }

  private static void refuseSilentLoss(SourceSettings settings) {
    settings
        .options()
        .forEach(
            (option, value) -> {
              boolean drops =
                  option.equalsIgnoreCase("mode") && value.equalsIgnoreCase("DROPMALFORMED");
              boolean ignores =
                  (option.equalsIgnoreCase("ignoreCorruptFiles")
                          || option.equalsIgnoreCase("ignoreMissingFiles"))
                      && value.equalsIgnoreCase("true");
              if (drops || ignores) {
                throw new UserException(
                    ExitCode.USAGE,
                    "The source's option "
                        + option
                        + " must not be "
                        + value
                        + ", because rows would be lost silently: remove the option.");
              }
            });
  }

  private static StructType schema(String ddl) {
    try {
      return StructType.fromDDL(ddl);
    } catch (Exception problem) {
      throw new UserException(
          ExitCode.USAGE,
          "The source's schema must be DDL such as \"duration bigint, service string\", but is \""
              + ddl
              + "\".",
          problem);
    }
  }

  private static Dataset<Row> filtered(Dataset<Row> table, String condition) {
    try {
      return table.where(condition);
    } catch (Exception problem) {
      throw new UserException(
          ExitCode.USAGE,
          "The source's condition must be SQL over its columns (%s), but is \"%s\"."
              .formatted(String.join(", ", table.columns()), condition),
          problem);
    }
  }
}
