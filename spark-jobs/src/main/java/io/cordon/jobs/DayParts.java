package io.cordon.jobs;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.spark.features.FeatureReader;
import io.cordon.spark.scoring.ScoredColumns;
import io.cordon.spark.source.DaySource;
import io.cordon.spark.source.DayTable;
import io.cordon.spark.source.Footer;
import io.cordon.spark.source.UnreadableFiles;
import io.cordon.spark.storage.Storage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Scores a day's files and writes what becomes of them, checked by reading it back. */
final class DayParts {
  private static final String QUARANTINE = "parquet";

  private final SparkSession spark;
  private final Storage storage;
  private final DayColumns columns;
  private final double maxShare;
  private final DaySource files;
  private final Map<String, String> unreadable = new LinkedHashMap<>();
  private DayTable table;

  /** Reads the footers of a day, and holds them against the model. */
  DayParts(SparkSession spark, DayColumns columns, double maxShare, DaySource files) {
    this.spark = spark;
    this.storage = new Storage(spark.sparkContext().hadoopConfiguration());
    this.columns = columns;
    this.maxShare = maxShare;
    this.files = files;
    List<Footer> footers = files.footers(spark);
    for (Footer footer : footers) {
      if (!footer.readable()) {
        unreadable.put(footer.path(), footer.problem());
      }
    }
    quarantine().requireFiles(files.parts());
    this.table =
        DayTable.of(
            files.format(),
            footers.stream().filter(Footer::readable).toList(),
            columns.plan(),
            columns.wanted());
    if (table.rows() == 0) {
      throw new UserException(
          ExitCode.BAD_DATA, "There is no data: the files of " + files.place() + " hold no rows");
    }
  }

  List<String> warnings() {
    return table.warnings();
  }

  /**
   * Writes the scored rows and the quarantine.
   *
   * @param format of the scored rows
   * @return what was read back
   */
  DayCounts write(String format, String scored, String quarantined) {
    reading(
        () -> {
          storage.delete(scored);
          ScoredTable.write(columns.scored(table.read(spark)), format, scored);
        });
    Row found = audited(ScoredTable.read(spark, format, scored));
    long refused = table.rows() - found.getLong(0);
    FeatureReader reader = columns.reader(table.schema());
    quarantine().requireRows(table, reader, refused);
    ScoredTable.write(quarantine().table(table, reader, refused > 0), QUARANTINE, quarantined);
    DayCounts counts =
        counts(
            found,
            ScoredTable.read(spark, QUARANTINE, quarantined)
                .where(DayTable.POSITION + " is not null")
                .count());
    counts.requireConserved();
    return counts;
  }

  /** Scores the day and writes nothing. */
  DayCounts tried() {
    Row[] found = new Row[1];
    reading(() -> found[0] = figures(columns.scored(table.read(spark))));
    long refused = table.rows() - found[0].getLong(0);
    quarantine().requireRows(table, columns.reader(table.schema()), refused);
    return counts(found[0], refused);
  }

  private DayCounts counts(Row found, long refused) {
    return new DayCounts(
        table.rows(),
        found.getLong(0),
        found.getLong(1),
        refused,
        files.parts(),
        unreadable.size());
  }

  /** Reads the day; where that fails for some files, sets these aside and reads the others. */
  private void reading(Runnable work) {
    try {
      work.run();
    } catch (Exception problem) {
      // Spark's Scala code throws checked exceptions without declaring them.
      if (!isOfAFile(problem)) {
        throw problem;
      }
      table.format().refuse(problem);
      Map<String, String> found = UnreadableFiles.of(spark, table, DayParts::isOfAFile);
      if (found.isEmpty()) {
        throw problem;
      }
      unreadable.putAll(found);
      quarantine().requireFiles(files.parts());
      table = table.without(found.keySet());
      work.run();
    }
  }

  /** Whether a failure is not explained otherwise. */
  private static boolean isOfAFile(Throwable problem) {
    return Failure.of(problem).exitCode() == ExitCode.BUG;
  }

  private Quarantine quarantine() {
    return new Quarantine(spark, maxShare, unreadable);
  }

  /** Rows and flagged rows of a scored table as it was written, with the columns it must have. */
  private Row audited(Dataset<Row> written) {
    List<String> expected = List.of(columns.scored(table.read(spark)).columns());
    if (!List.of(written.columns()).equals(expected)) {
      throw new UserException(
          ExitCode.STORAGE,
          "The scored table must have the columns %s, but %s were read back: nothing was published; run again"
              .formatted(expected, List.of(written.columns())));
    }
    return figures(written);
  }

  private static Row figures(Dataset<Row> scored) {
    Column score = col(ScoredColumns.STANDARD.score());
    Row figures =
        scored
            .agg(
                count(lit(1)),
                coalesce(sum(col(ScoredColumns.STANDARD.prediction()).cast("long")), lit(0L)),
                count(when(not(abs(score).leq(lit(Double.MAX_VALUE))), lit(1))))
            .head();
    if (figures.getLong(2) > 0) {
      throw new UserException(
          ExitCode.BAD_DATA,
          "Every score must be finite, but %d are not, and nothing was published: their rows lie too far outside the training table"
              .formatted(figures.getLong(2)));
    }
    return figures;
  }
}
