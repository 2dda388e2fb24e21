package io.cordon.spark.source;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/**
 * Holds the files of a Parquet table against each other. Left to itself, Spark takes one file's
 * schema for all: a column that others lack becomes null, one that only others have is not seen,
 * and another type is a stack trace in the middle of the run.
 */
public final class SameColumns {

  private SameColumns() {}

  /**
   * Reads every file's footer, on the executors.
   *
   * @param unused columns that may differ
   * @throws UserException MISMATCH naming a file and a column; BAD_DATA naming a file that cannot
   *     be read
   */
  public static void require(Dataset<Row> table, List<String> unused) {
    List<DayFiles.File> files = new ArrayList<>();
    for (String file : table.inputFiles()) {
      files.add(new DayFiles.File(new Path(URI.create(file)).toString(), -1, 0));
    }
    if (files.size() < 2) {
      return;
    }
    Footer first = null;
    Set<String> seen = new HashSet<>();
    for (Footer footer :
        DayFiles.footers(table.sparkSession(), "the table's files", files, FileFormat.PARQUET)) {
      if (!footer.readable()) {
        throw new UserException(ExitCode.BAD_DATA, name(footer.path()) + ": " + footer.problem());
      }
      if (first == null) {
        first = footer;
      } else if (!footer.schema().equals(first.schema()) && seen.add(footer.schema())) {
        refuseOther(first, footer, unused);
      }
    }
  }

  private static void refuseOther(Footer first, Footer other, List<String> unused) {
    Map<String, String> expected = types(first, unused);
    Map<String, String> found = types(other, unused);
    Set<String> columns = new java.util.TreeSet<>(expected.keySet());
    columns.addAll(found.keySet());
    for (String column : columns) {
      String one = expected.getOrDefault(column, "missing");
      String two = found.getOrDefault(column, "missing");
      if (!one.equals(two)) {
        throw new UserException(
            ExitCode.MISMATCH,
            "%s: The files of a table must have the same columns, but column '%s' is %s here and %s in %s: write the file again, or name the column in source.exclude"
                .formatted(name(other.path()), column, two, one, name(first.path())));
      }
    }
  }

  private static Map<String, String> types(Footer footer, List<String> unused) {
    Map<String, String> types = new TreeMap<>();
    for (StructField field : FileFormat.PARQUET.schema(footer.schema()).fields()) {
      if (unused.stream().noneMatch(field.name()::equalsIgnoreCase)) {
        types.put(field.name().toLowerCase(Locale.ROOT), field.dataType().catalogString());
      }
    }
    return types;
  }

  private static String name(String path) {
    return new Path(path).toUri().getPath();
  }
}
