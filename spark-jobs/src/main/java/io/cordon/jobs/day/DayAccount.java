package io.cordon.jobs.day;

import io.cordon.jobs.run.ScoredTable;
import io.cordon.jobs.run.Steps;
import io.cordon.jobs.settings.Flagging;
import io.cordon.jobs.settings.RunSettings;
import io.cordon.model.Model;
import io.cordon.report.RunPage;
import io.cordon.report.RunReport;
import io.cordon.spark.publish.DayRun;
import io.cordon.spark.publish.DayTarget;
import io.cordon.spark.publish.Ledger;
import io.cordon.spark.publish.LedgerEntry;
import io.cordon.spark.publish.RunIdentity;
import io.cordon.spark.publish.TableDay;
import io.cordon.spark.storage.Storage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a scored day says of itself: how far it has drifted, its alerts, its report and its page.
 */
final class DayAccount {
  /** Of the alerts and the quarantine, whatever the table's format. */
  private static final String FORMAT = "parquet";

  private final SparkSession spark;
  private final Storage storage;
  private final RunSettings settings;
  private final DayColumns columns;
  private final DayTarget target;
  private final boolean force;
  private final Steps steps;
  private final SortedMap<LocalDate, LedgerEntry> before;

  DayAccount(
      SparkSession spark,
      RunSettings settings,
      DayColumns columns,
      DayTarget target,
      boolean force,
      Steps steps) {
    this.spark = spark;
    this.storage = new Storage(spark.sparkContext().hadoopConfiguration());
    this.settings = settings;
    this.columns = columns;
    this.target = target;
    this.force = force;
    this.steps = steps;
    int days = Math.max(RunReport.DAYS_BACK - 1, settings.drift().days());
    this.before = Ledger.before(spark.sparkContext().hadoopConfiguration(), target.day(), days);
  }

  /** Holds the day against the training table and the days before. */
  DayDrift.Judgement drift(DayFindings found) {
    List<LedgerEntry> last = new ArrayList<>(before.values());
    int first = Math.max(0, last.size() - settings.drift().days());
    return steps.take(
        "drift", () -> columns.drift().judge(found, last.subList(first, last.size()), force));
  }

  /**
   * Stages the alerts, the report and the page. Of a day that is not let through the report and the
   * page stay, and the run ends.
   *
   * @param source the table that was scored
   * @param scoring the step that scored, wrote and audited
   * @throws io.cordon.error.UserException BAD_DATA naming the page of a day that is not let through
   */
  void stage(
      DayRun run,
      String source,
      Model model,
      RunIdentity identity,
      DayFindings found,
      DayDrift.Judgement judged,
      String scoring,
      List<String> warnings) {
    List<RunReport.Alert> alerts = steps.take("alerts", () -> alerts(run));
    RunReport.Run about =
        new RunReport.Run(
            identity.date(),
            source,
            target.text(),
            identity.model(),
            model.detector(),
            identity.version(),
            force);
    Flagging flagging = settings.output().flagging();
    RunReport report =
        new DayReport(about, model, flagging, found, judged, before)
            .of(
                steps.seconds(),
                scoring,
                columns.explained(),
                setAside(run, found.counts()),
                alerts,
                warnings);
    storage.write(run.staged(TableDay.Part.REPORT), report.text());
    storage.write(run.staged(TableDay.Part.PAGE), RunPage.of(report));
    if (judged.refused().isPresent()) {
      run.refuse();
      judged.requireLetThrough(target.day().refused(TableDay.Part.PAGE) + " and ");
    }
  }

  /** Writes the alerts, or none where an earlier run of the day has left some. */
  private List<RunReport.Alert> alerts(DayRun run) {
    boolean wanted = settings.output().alerts();
    if (!wanted && !storage.exists(target.day().place(TableDay.Part.ALERTS).toString())) {
      return List.of();
    }
    DayAlerts alerts = new DayAlerts(columns.id());
    Dataset<Row> scored = ScoredTable.read(spark, target.format(), run.staged(TableDay.Part.TABLE));
    String yesterday = target.day().before().place(TableDay.Part.ALERTS).toString();
    String staged = run.staged(TableDay.Part.ALERTS);
    ScoredTable.write(
        alerts.of(
            wanted ? scored : scored.limit(0),
            Optional.of(yesterday)
                .filter(storage::exists)
                .map(place -> ScoredTable.read(spark, FORMAT, place))),
        FORMAT,
        staged);
    return alerts.top(ScoredTable.read(spark, FORMAT, staged));
  }

  private List<RunReport.SetAside> setAside(DayRun run, DayCounts counts) {
    return counts.setAside() == 0
        ? List.of()
        : DayReport.reasons(ScoredTable.read(spark, FORMAT, run.staged(TableDay.Part.QUARANTINE)));
  }
}
