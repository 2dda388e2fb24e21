package io.cordon.jobs.day;

import static org.apache.spark.sql.functions.col;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.jobs.run.Failure;
import io.cordon.jobs.run.ScoredTable;
import io.cordon.jobs.settings.RunSettings;
import io.cordon.spark.scoring.ScoreSummary;
import io.cordon.spark.scoring.Survey;
import io.cordon.spark.scoring.SurveyAccumulator;
import io.cordon.spark.source.DaySchema;
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
  private final RunSettings settings;
  private final DayColumns columns;
  private final DaySource files;
  private final Map<String, String> unreadable = new LinkedHashMap<>();
  private DayTable table;

  /** Reads the footers of a day, and holds them against the model. */
  DayParts(SparkSession spark, RunSettings settings, DayColumns columns, DaySource files) {
    this.spark = spark;
    this.storage = new Storage(spark.sparkContext().hadoopConfiguration());
    this.settings = settings;
    this.columns = columns;
    this.files = files;
    List<Footer> footers = files.footers(spark);
    for (Footer footer : footers) {
      if (!footer.readable()) {
        unreadable.put(footer.path(), footer.problem());
      }
    }
    quarantine().requireFiles(files.parts());
    this.table =
        DayTable.of(files.format(), footers.stream().filter(Footer::readable).toList(), wanted());
    if (table.rows() == 0) {
      throw new UserException(
          ExitCode.BAD_DATA, "There is no data: the files of " + files.place() + " hold no rows");
    }
  }

  private DaySchema wanted() {
    ModelSchema model = new ModelSchema(columns.plan(), columns.wanted());
    return settings
        .sequences()
        .<DaySchema>map(made -> new SequenceSchema(spark, settings.table(), made, model))
        .orElse(model);
  }

  /** What is scored of the files that can be read. */
  private DayRows rows() {
    return settings
        .sequences()
        .<DayRows>map(made -> new DaySequences(spark, columns, settings.table(), made, table))
        .orElseGet(() -> new DayFileRows(spark, columns, table));
  }

  /** The columns that the scored rows will have. */
  StructType scored() {
    Dataset<Row> none = spark.createDataFrame(List.of(), rows().schema());
    return columns.scored(none, survey()).schema();
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
              ScoredTable.write(columns.scored(rows().read(), seen), format, scored);
            });
    ScoreSummary found = audited(ScoredTable.read(spark, format, scored));
    DayRows.Account account = rows().account(found.rows());
    quarantine().requireRows(account);
    ScoredTable.write(quarantine().table(account), QUARANTINE, quarantined);
    DayCounts counts =
        counts(
            found,
            account,
            ScoredTable.read(spark, QUARANTINE, quarantined)
                .where(col(Quarantine.ROW).isNotNull())
                .count());
    counts.requireConserved();
    return new DayFindings(counts, found, survey);
  }

  /** Scores the day and writes nothing. */
  DayFindings tried() {
    ScoreSummary[] found = new ScoreSummary[1];
    Survey survey = reading(seen -> found[0] = figures(columns.scored(rows().read(), seen)));
    DayRows.Account account = rows().account(found[0].rows());
    quarantine().requireRows(account);
    return new DayFindings(counts(found[0], account, account.refused()), found[0], survey);
  }

  /**
   * Counts.
   *
   * @param refused rows of whatever kind in the quarantine
   */
  private DayCounts counts(ScoreSummary found, DayRows.Account account, long refused) {
    return new DayCounts(
        account.rows(),
        found.rows(),
        found.flagged(),
        refused - account.source().map(DayCounts.SourceRows::quarantined).orElse(0L),
        files.parts(),
        unreadable.size(),
        account.source());
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
    return new Quarantine(spark, settings.day().maxShare(), unreadable);
  }

  /** Rows and flagged rows of a scored table as it was written, with the columns it must have. */
  private ScoreSummary audited(Dataset<Row> written) {
    List<String> expected = columns.scored(rows().schema());
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
