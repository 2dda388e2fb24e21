package io.cordon.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.to_json;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.spark.features.FeatureReader;
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
  static final StructType SCHEMA =
      new StructType()
          .add(RefusedRows.REASON, DataTypes.StringType)
          .add(DayTable.FILE, DataTypes.StringType)
          .add(DayTable.POSITION, DataTypes.LongType)
          .add("row", DataTypes.StringType);

  private static final int TOLD = 3;

  /** Of a row that is set aside, in characters. */
  private static final int LONGEST_ROW = 1 << 16;

  /**
   * The quarantine's table. Files that cannot be read have no position and no row.
   *
   * @param refused whether there are refused rows, for which the day is read once more
   */
  Dataset<Row> table(DayTable day, FeatureReader reader, boolean refused) {
    List<Row> files = new ArrayList<>();
    unreadable.forEach((path, reason) -> files.add(RowFactory.create(reason, path, null, null)));
    Dataset<Row> whole = spark.createDataFrame(files, SCHEMA).coalesce(1);
    return refused ? rows(day, reader).unionByName(whole) : whole;
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
   * Stops a run whose day has too many rows that cannot be scored.
   *
   * @throws UserException BAD_DATA telling the commonest reasons with an example each
   */
  void requireRows(DayTable day, FeatureReader reader, long refused) {
    if (refused > maxShare * day.rows()) {
      List<Row> reasons =
          rows(day, reader)
              .groupBy(RefusedRows.REASON)
              .agg(
                  count(lit(1)).as("rows"),
                  first(DayTable.FILE).as(DayTable.FILE),
                  first(DayTable.POSITION).as(DayTable.POSITION))
              .orderBy(col("rows").desc(), col(RefusedRows.REASON))
              .limit(TOLD)
              .collectAsList();
      Stream<String> examples =
          reasons.stream()
              .map(
                  row ->
                      "%s (%d, such as row %d of %s)"
                          .formatted(row.get(0), row.getLong(1), row.getLong(3), row.get(2)));
      throw refused("rows", refused, day.rows(), String.join("; ", examples.toList()));
    }
  }

  private UserException refused(String what, long bad, long all, String examples) {
    return new UserException(
        ExitCode.BAD_DATA,
        "At most a share of %s of a day's %s may be set aside (quarantine.max-share), but %d of %d cannot be used, and nothing was published: %s"
            .formatted(maxShare, what, bad, all, examples));
  }

  private Dataset<Row> rows(DayTable day, FeatureReader reader) {
    Column[] columns =
        Stream.of(day.schema().fieldNames()).map(InternalRows::column).toArray(Column[]::new);
    return RefusedRows.of(day.located(spark), reader)
        .select(
            col(RefusedRows.REASON),
            col(DayTable.FILE),
            col(DayTable.POSITION),
            substring(to_json(struct(columns)), 1, LONGEST_ROW).as("row"));
  }
}
