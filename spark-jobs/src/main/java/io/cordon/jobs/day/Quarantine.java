package io.cordon.jobs.day;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.to_json;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.spark.features.InternalRows;
import io.cordon.spark.scoring.RefusedRows;
import io.cordon.spark.source.DayTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The rows and files of a day that cannot be scored, each with its reason, file and place in it.
 *
 * @param maxShare of the rows, and of the files, that may be set aside
 * @param unreadable why each file that cannot be read cannot
 */
record Quarantine(SparkSession spark, double maxShare, Map<String, String> unreadable) {
  static final String ROW = "row";

  static final StructType SCHEMA =
      new StructType()
          .add(RefusedRows.REASON, DataTypes.StringType)
          .add(DayTable.FILE, DataTypes.StringType)
          .add(DayTable.POSITION, DataTypes.LongType)
          .add(ROW, DataTypes.StringType);

  private static final int TOLD = 3;

  /** Of a row that lies in no one place, in characters. */
  private static final int TOLD_OF_ROW = 100;

  /** Of a row that is set aside, in characters. */
  private static final int LONGEST_ROW = 1 << 16;

  /** The quarantine's table. Files that cannot be read have no position and no row. */
  Dataset<Row> table(DayRows.Account account) {
    List<Row> files = new ArrayList<>();
    unreadable.forEach((path, reason) -> files.add(RowFactory.create(reason, path, null, null)));
    Dataset<Row> all = spark.createDataFrame(files, SCHEMA).coalesce(1);
    for (DayRows.Judged judged : account.judged()) {
      if (judged.refused() > 0) {
        all = rows(judged).unionByName(all); // the day is read once more
      }
    }
    return all;
  }

  /**
   * Stops a run whose day has too many files that cannot be read.
   *
   * @throws UserException BAD_DATA naming some of them
   */
  void requireFiles(long files) {
    if (unreadable.size() > maxShare * files) {
      Stream<String> examples =
          unreadable.entrySet().stream()
              .limit(TOLD)
              .map(file -> file.getKey() + " (" + file.getValue() + ")");
      throw refused("files", unreadable.size(), files, String.join("; ", examples.toList()));
    }
  }

  /**
   * Stops a run whose day has too many rows, of any kind, that cannot be used.
   *
   * @throws UserException BAD_DATA telling the commonest reasons with an example each
   */
  void requireRows(DayRows.Account account) {
    for (DayRows.Judged judged : account.judged()) {
      if (judged.refused() > maxShare * judged.all()) {
        throw refused(judged.kind(), judged.refused(), judged.all(), examples(judged));
      }
    }
  }

  private String examples(DayRows.Judged judged) {
    List<Row> reasons =
        rows(judged)
            .groupBy(RefusedRows.REASON)
            .agg(
                count(lit(1)).as("rows"),
                first(DayTable.FILE).as(DayTable.FILE),
                first(DayTable.POSITION).as(DayTable.POSITION),
                first(ROW).as(ROW))
            .orderBy(col("rows").desc(), col(RefusedRows.REASON))
            .limit(TOLD)
            .collectAsList();
    return String.join("; ", reasons.stream().map(Quarantine::example).toList());
  }

  private static String example(Row reason) {
    String which =
        reason.isNullAt(3)
            ? shortened(reason.getString(4))
            : "row %d of %s".formatted(reason.getLong(3), reason.get(2));
    return "%s (%d, such as %s)".formatted(reason.get(0), reason.getLong(1), which);
  }

  private static String shortened(String row) {
    return row.length() <= TOLD_OF_ROW ? row : row.substring(0, TOLD_OF_ROW) + "...";
  }

  private UserException refused(String what, long bad, long all, String examples) {
    return new UserException(
        ExitCode.BAD_DATA,
        "At most a share of %s of a day's %s may be set aside (quarantine.max-share), but %d of %d cannot be used, and nothing was published: %s"
            .formatted(maxShare, what, bad, all, examples));
  }

  private Dataset<Row> rows(DayRows.Judged judged) {
    Dataset<Row> located = judged.located().get();
    Column[] columns =
        Stream.of(located.columns())
            .filter(name -> !name.equals(DayTable.FILE) && !name.equals(DayTable.POSITION))
            .map(InternalRows::column)
            .toArray(Column[]::new);
    return RefusedRows.of(located, judged.reader())
        .select(
            col(RefusedRows.REASON),
            col(DayTable.FILE),
            col(DayTable.POSITION),
            substring(to_json(struct(columns)), 1, LONGEST_ROW).as(ROW));
  }
}
