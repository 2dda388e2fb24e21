package io.cordon.spark.lake;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Compares the columns of a table with those of the rows that are to go into it. */
final class TableColumns {

  private TableColumns() {}

  /**
   * Fails before anything is committed where they differ.
   *
   * @param table in words
   * @param there columns of the table without that of the day
   * @throws UserException MISMATCH
   */
  static void requireSame(String table, StructType there, StructType rows) {
    if (!words(there).equals(words(rows))) {
      throw new UserException(
          ExitCode.MISMATCH,
          "The scored table %s must have, beside the day, the columns %s, but it has %s: nothing was published; change the table, or output.columns"
              .formatted(table, rows.toDDL(), there.toDDL()));
    }
  }

  /**
   * Fails where a table is not partitioned by the day alone: a day is replaced by its partition.
   *
   * @param partitions the columns by which it is
   * @throws UserException MISMATCH
   */
  static void requirePartition(String table, List<String> partitions, String column) {
    if (partitions.size() != 1 || !partitions.get(0).equalsIgnoreCase(column)) {
      throw new UserException(
          ExitCode.MISMATCH,
          "The table %s must be partitioned by %s alone, but is by [%s]: make a table that is"
              .formatted(table, column, String.join(", ", partitions)));
    }
  }

  /** By name and type: their order and the letters' case differ between catalogues. */
  private static Set<String> words(StructType schema) {
    Set<String> words = new TreeSet<>();
    for (StructField field : schema.fields()) {
      words.add(field.name().toLowerCase(Locale.ROOT) + " " + field.dataType().catalogString());
    }
    return words;
  }
}
