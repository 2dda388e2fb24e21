package io.cordon.jobs;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.spark.features.FeatureReader;
import io.cordon.spark.scoring.ScoreSummary;
import io.cordon.spark.scoring.Survey;
import io.cordon.spark.scoring.SurveyAccumulator;
import io.cordon.spark.source.DaySource;
import io.cordon.spark.source.DayTable;
import io.cordon.spark.source.Footer;
import io.cordon.spark.source.UnreadableFiles;
import io.cordon.spark.storage.Storage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

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

  /** The columns that the scored rows will have. */
  StructType scored() {
    return columns.scored(table.read(spark), survey()).schema();
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
  DayFindings write(String format, String scored, String quarantined) {
    Survey survey =
        reading(
            seen -> {
              storage.delete(scored);
              ScoredTable.write(columns.scored(table.read(spark), seen), format, scored);
            });
    ScoreSummary found = audited(ScoredTable.read(spark, format, scored));
    long refused = table.rows() - found.rows();
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
    return new DayFindings(counts, found, survey);
  }

  /** Scores the day and writes nothing. */
  DayFindings tried() {
    ScoreSummary[] found = new ScoreSummary[1];
    Survey survey = reading(seen -> found[0] = figures(columns.scored(table.read(spark), seen)));
    long refused = table.rows() - found[0].rows();
    quarantine().requireRows(table, columns.reader(table.schema()), refused);
    return new DayFindings(counts(found[0], refused), found[0], survey);
  }

  private DayCounts counts(ScoreSummary found, long refused) {
    return new DayCounts(
        table.rows(), found.rows(), found.flagged(), refused, files.parts(), unreadable.size());
  }

  /** Reads the day; where that fails for some files, sets these aside and reads the others. */
  private Survey reading(Consumer<SurveyAccumulator> work) {
    try {
      return surveyed(work);
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
      return surveyed(work);
    }
  }

  private Survey surveyed(Consumer<SurveyAccumulator> work) {
    SurveyAccumulator survey = survey();
    work.accept(survey);
    return survey.value();
  }

  private SurveyAccumulator survey() {
    return SurveyAccumulator.on(spark.sparkContext(), columns.drift().profiles());
  }

  /** Whether a failure is not explained otherwise. */
  private static boolean isOfAFile(Throwable problem) {
    return Failure.of(problem).exitCode() == ExitCode.BUG;
  }

  private Quarantine quarantine() {
    return new Quarantine(spark, maxShare, unreadable);
  }

  /** Rows and flagged rows of a scored table as it was written, with the columns it must have. */
  private ScoreSummary audited(Dataset<Row> written) {
    List<String> expected = columns.scored(table.schema());
    if (!List.of(written.columns()).equals(expected)) {
      throw new UserException(
          ExitCode.STORAGE,
          "The scored table must have the columns %s, but %s were read back: nothing was published; run again"
              .formatted(expected, List.of(written.columns())));
    }
    return figures(written);
  }

  private ScoreSummary figures(Dataset<Row> scored) {
    ScoreSummary found = columns.summary(scored);
    if (found.nonFinite() > 0) {
      throw new UserException(
          ExitCode.BAD_DATA,
          "Every score must be finite, but %d are not, and nothing was published: their rows lie too far outside the training table"
              .formatted(found.nonFinite()));
    }
    return found;
  }
}
