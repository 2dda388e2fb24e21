package io.cordon.jobs;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.model.LoadedModel;
import io.cordon.report.RunReport;
import io.cordon.spark.publish.DayRun;
import io.cordon.spark.publish.Ledger;
import io.cordon.spark.publish.LedgerEntry;
import io.cordon.spark.publish.RunIdentity;
import io.cordon.spark.publish.TableDay;
import io.cordon.spark.source.DayFiles;
import io.cordon.spark.storage.Storage;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * {@code one day of a table + model =[executors]=> scored and quarantined rows -> audit -> drift ->
 * alerts -> one day of the scored table}. The other days are neither read nor written.
 */
final class ScoreDayJob {
  private static final String FORMAT = "parquet";
  private static final String SCORING = "score, write and audit";

  private final SparkSession spark;
  private final RunSettings settings;
  private final DayPlaces places;
  private final Request request;
  private final Configuration hadoop;
  private final Steps steps = new Steps();

  ScoreDayJob(SparkSession spark, RunSettings settings, DayPlaces places, Request request) {
    this.spark = spark;
    this.settings = settings;
    this.places = places;
    this.request = request;
    this.hadoop = spark.sparkContext().hadoopConfiguration();
  }

  /**
   * What the command line asks for.
   *
   * @param dryRun whether to write nothing
   * @param force whether to do again what the ledger has, to replace what it has not, and to
   *     publish a day that has drifted
   * @param finished whether the source must carry the marker of a finished write
   */
  record Request(LocalDate date, boolean dryRun, boolean force, boolean finished) {}

  /** How a run ended that did not fail. */
  enum Outcome {
    PUBLISHED,
    ALREADY_COMPLETE,
    DRY_RUN
  }

  /**
   * What a run gives.
   *
   * @param path the day's folder in the scored table
   */
  record Result(Outcome outcome, String path, DayCounts counts, List<String> warnings) {}

  Result run() {
    LoadedModel model =
        steps.take(
            "load the model", () -> LoadedModel.read(new Storage(hadoop).folder(places.model())));
    DayColumns columns = new DayColumns(settings, model, request.date());
    columns.plan(); // before any data is looked at
    DayFiles files = steps.take("list", () -> list());
    TableDay day = new TableDay(new Path(places.output()), places.column(), request.date());
    if (request.dryRun()) {
      DayParts parts = steps.take("footers", () -> parts(columns, files));
      DayFindings found = steps.take("score", parts::tried);
      List<String> warnings = new ArrayList<>(parts.warnings());
      warnings.addAll(judged(columns, found, before(day)).warnings());
      return result(Outcome.DRY_RUN, day, found.counts(), warnings);
    }
    RunIdentity identity = identity(columns, files);
    try (DayRun run = DayRun.open(hadoop, day, settings.day().lease(), Clock.systemUTC())) {
      Optional<LedgerEntry> known = run.ledger();
      boolean there = run.exists(TableDay.Part.TABLE);
      if (there && !request.force()) {
        if (known.filter(entry -> entry.identity().equals(identity)).isPresent()) {
          return result(
              Outcome.ALREADY_COMPLETE, day, DayCounts.of(known.get().counts()), List.of());
        }
        requireOurs(known, day);
      }
      DayParts parts = steps.take("footers", () -> parts(columns, files));
      DayFindings found =
          steps.take(
              SCORING,
              () ->
                  parts.write(
                      run.staged(TableDay.Part.TABLE), run.staged(TableDay.Part.QUARANTINE)));
      SortedMap<LocalDate, LedgerEntry> before = before(day);
      DayDrift.Judgement judged = judged(columns, found, before);
      List<RunReport.Alert> alerts = steps.take("alerts", () -> alerts(run, day));
      List<String> warnings = new ArrayList<>(parts.warnings());
      warnings.addAll(judged.warnings());
      RunReport report =
          new DayReport(
                  about(model, identity),
                  model.model(),
                  settings.output().flagging(),
                  found,
                  judged.checks(),
                  before)
              .of(
                  steps.seconds(),
                  SCORING,
                  columns.explained(),
                  setAside(run, found.counts()),
                  alerts,
                  warnings);
      new Storage(hadoop).write(run.staged(TableDay.Part.REPORT), report.text());
      requireUnchanged(files);
      steps.take("publish", () -> run.publish(new LedgerEntry(identity, found.counts().byName())));
      return result(Outcome.PUBLISHED, day, found.counts(), warnings);
    }
  }

  private SortedMap<LocalDate, LedgerEntry> before(TableDay day) {
    int days = Math.max(RunReport.DAYS_BACK - 1, settings.drift().days());
    return Ledger.before(hadoop, day, days);
  }

  private DayDrift.Judgement judged(
      DayColumns columns, DayFindings found, SortedMap<LocalDate, LedgerEntry> before) {
    List<LedgerEntry> last = new ArrayList<>(before.values());
    int first = Math.max(0, last.size() - settings.drift().days());
    return steps.take(
        "drift",
        () -> columns.drift().judge(found, last.subList(first, last.size()), request.force()));
  }

  /** Writes the alerts, or none where an earlier run of the day has left some. */
  private List<RunReport.Alert> alerts(DayRun run, TableDay day) {
    boolean wanted = settings.output().alerts();
    if (!wanted && !run.exists(TableDay.Part.ALERTS)) {
      return List.of();
    }
    DayAlerts alerts = new DayAlerts(settings.source().id());
    Dataset<Row> scored = ScoredTable.read(spark, FORMAT, run.staged(TableDay.Part.TABLE));
    String yesterday = day.before().place(TableDay.Part.ALERTS).toString();
    String staged = run.staged(TableDay.Part.ALERTS);
    ScoredTable.write(
        alerts.of(
            wanted ? scored : scored.limit(0),
            Optional.of(yesterday)
                .filter(new Storage(hadoop)::exists)
                .map(place -> ScoredTable.read(spark, FORMAT, place))),
        FORMAT,
        staged);
    return alerts.top(ScoredTable.read(spark, FORMAT, staged));
  }

  private List<RunReport.SetAside> setAside(DayRun run, DayCounts counts) {
    return counts.quarantined() + counts.unreadable() == 0
        ? List.of()
        : DayReport.reasons(ScoredTable.read(spark, FORMAT, run.staged(TableDay.Part.QUARANTINE)));
  }

  private RunReport.Run about(LoadedModel model, RunIdentity identity) {
    return new RunReport.Run(
        identity.date(),
        places.source(),
        places.output(),
        identity.model(),
        model.model().detector(),
        identity.version(),
        request.force());
  }

  private DayFiles list() {
    return DayFiles.list(
        hadoop, new Path(places.source()), places.column(), request.date(), request.finished());
  }

  private DayParts parts(DayColumns columns, DayFiles files) {
    return new DayParts(spark, columns, settings.day().maxShare(), files);
  }

  private RunIdentity identity(DayColumns columns, DayFiles files) {
    return new RunIdentity(
        "score",
        places.output(),
        request.date().toString(),
        columns.modelId(),
        files.fingerprint(),
        "columns %s, control %s, reasons %d, alerts %s, threshold %s"
            .formatted(
                columns.wanted(),
                settings.output().control(),
                settings.output().reasons(),
                settings.output().alerts(),
                settings.output().flagging()),
        ReleaseVersion.versions().get("cordon"));
  }

  /** A day that is in no ledger may be anybody's work. */
  private static void requireOurs(Optional<LedgerEntry> known, TableDay day) {
    if (known.isEmpty()) {
      throw new UserException(
          ExitCode.STORAGE,
          "A day is replaced when Cordon published it, but the ledger does not know %s: correct output.path, or say --force to replace it"
              .formatted(day.place(TableDay.Part.TABLE)));
    }
  }

  private void requireUnchanged(DayFiles before) {
    if (!list().fingerprint().equals(before.fingerprint())) {
      throw new UserException(
          ExitCode.STORAGE,
          "The files of a day must stay as they are while it is scored, but those of %s have changed: nothing was published; run again"
              .formatted(before.folder().toUri().getPath()));
    }
  }

  private static Result result(
      Outcome outcome, TableDay day, DayCounts counts, List<String> warnings) {
    return new Result(outcome, day.place(TableDay.Part.TABLE).toString(), counts, warnings);
  }
}
