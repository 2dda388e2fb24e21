package io.cordon.spark.source;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The rows of a day, from the files that can be read. Every file's own schema has been compared:
 * left to itself, Spark takes one file's for all, and gives nulls where another lacks a column.
 *
 * @param format how files are read
 * @param files that are read
 * @param schema of the columns that are read
 * @param warnings columns that the model does not know
 */
public record DayTable(
    DayFormat format, List<Footer> files, StructType schema, List<String> warnings) {
  /** Columns that tell where a row lies. */
  public static final String FILE = "sourceFile";

  public static final String POSITION = "position";

  public DayTable {
    files = List.copyOf(files);
    warnings = List.copyOf(warnings);
  }

  /**
   * Holds the schema of every readable file against what is needed and against the others'.
   *
   * @param wanted judges each schema
   * @throws UserException MISMATCH naming the file and all its differences
   */
  public static DayTable of(DayFormat format, List<Footer> readable, DaySchema wanted) {
    Map<String, StructType> converted = new HashMap<>();
    Set<String> warnings = new LinkedHashSet<>();
    StructType schema = null;
    for (Footer file : readable) {
      StructType found = converted.get(file.schema());
      if (found != null) {
        continue; // as a file before it
      }
      try {
        found = format.schema(file.schema());
        converted.put(file.schema(), found);
        warnings.addAll(wanted.check(found));
        StructType needed = only(wanted.columns(found), found);
        if (schema != null) {
          refuseOther(schema, needed, readable.get(0));
        }
        schema = schema == null ? needed : schema;
      } catch (UserException problem) {
        throw new UserException(
            problem.exitCode(), name(file.path()) + ": " + problem.getMessage(), problem);
      }
    }
    return new DayTable(
        format, readable, schema == null ? new StructType() : schema, List.copyOf(warnings));
  }

  /** The rows, with the columns of {@link #schema} only. */
  public Dataset<Row> read(SparkSession spark) {
    return format.read(spark, schema, files);
  }

  /** The rows, and behind their columns the file and the row's place in it, from 0. */
  public Dataset<Row> located(SparkSession spark) {
    return format.located(spark, schema, files);
  }

  /** The same day without some files. */
  public DayTable without(Set<String> paths) {
    return new DayTable(
        format,
        files.stream().filter(file -> !paths.contains(file.path())).toList(),
        schema,
        warnings);
  }

  /** Rows of all files, as their footers say. */
  public long rows() {
    return files.stream().mapToLong(Footer::rows).sum();
  }

  private static StructType only(List<String> wanted, StructType found) {
    Map<String, StructField> fields = new HashMap<>();
    for (StructField field : found.fields()) {
      fields.put(field.name().toLowerCase(Locale.ROOT), field);
    }
    StructType needed = new StructType();
    List<String> missing = new ArrayList<>();
    for (String column : wanted) {
      StructField field = fields.get(column.toLowerCase(Locale.ROOT));
      if (field == null) {
        missing.add(column);
      } else {
        needed = needed.add(column, field.dataType(), true);
      }
    }
    if (!missing.isEmpty()) {
      throw new UserException(
          ExitCode.MISMATCH,
          "source.id and output.columns must name columns of the table, but it has no "
              + String.join(", ", missing)
              + " among "
              + String.join(", ", found.fieldNames()));
    }
    return needed;
  }

  private static void refuseOther(StructType first, StructType other, Footer file) {
    if (!first.equals(other)) {
      throw new UserException(
          ExitCode.MISMATCH,
          "The files of a day must have the same columns, but this one has %s where %s has %s: write the day again"
              .formatted(other.toDDL(), name(file.path()), first.toDDL()));
    }
  }

  static String name(String path) {
    return new Path(path).toUri().getPath();
  }
}
