package io.cordon.jobs.day;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.jobs.run.ReleaseVersion;
import io.cordon.jobs.run.RunMetrics;
import io.cordon.jobs.run.SameSequences;
import io.cordon.jobs.run.Steps;
import io.cordon.jobs.settings.RunSettings;
import io.cordon.model.LoadedModel;
import io.cordon.spark.publish.DayRun;
import io.cordon.spark.publish.DayTarget;
import io.cordon.spark.publish.LedgerEntry;
import io.cordon.spark.publish.RunIdentity;
import io.cordon.spark.publish.TableDay;
import io.cordon.spark.source.DaySource;
import io.cordon.spark.storage.Storage;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * {@code one day of a table + model =[executors]=> scored and quarantined rows -> audit -> drift ->
 * alerts -> one day of the scored table}. The other days are neither read nor written.
 */
public final class ScoreDayJob {
  private static final String SCORING = "score, write and audit";

  private final SparkSession spark;
  private final RunSettings settings;
  private final DayPlaces places;
  private final Request request;
  private final Configuration hadoop;
  private final Steps steps = new Steps();

  /**
   * A night's run.
   *
   * @param places that the settings name, checked beforehand
   */
  public ScoreDayJob(SparkSession spark, RunSettings settings, DayPlaces places, Request request) {
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
  public record Request(LocalDate date, boolean dryRun, boolean force, boolean finished) {}

  /** How a run ended that did not fail. */
  public enum Outcome {
    PUBLISHED,
    ALREADY_COMPLETE,
    DRY_RUN
  }

  /**
   * What a run gives.
   *
   * @param place the day's in the scored table
   */
  public record Result(Outcome outcome, String place, DayCounts counts, List<String> warnings) {}

  /**
   * Scores the day and publishes it.
   *
   * @throws io.cordon.error.UserException where the day stays as it was, with the reason
   */
  public Result run() {
    LoadedModel model =
        steps.take(
            "load the model", () -> LoadedModel.read(new Storage(hadoop).folder(places.model())));
    DayColumns columns = new DayColumns(settings, model, request.date());
    columns.plan(); // before any data is looked at
    if (settings.sequences().isPresent()) {
      SameSequences.require(model.model().settingsJson(), settings.resolved());
    }
    DaySource files = steps.take("list", () -> list());
    DayTarget target = places.output().target(spark, request.date());
    DayAccount account = new DayAccount(spark, settings, columns, target, request.force(), steps);
    if (request.dryRun()) {
      DayParts parts = steps.take("footers", () -> parts(columns, files, target));
      DayFindings found = steps.take("score", parts::tried);
      DayDrift.Judgement judged = account.drift(found);
      judged.requireLetThrough("");
      List<String> warnings = both(parts.warnings(), judged.warnings());
      return result(Outcome.DRY_RUN, target, found.counts(), warnings);
    }
    RunIdentity identity = identity(columns, files);
    try (DayRun run = DayRun.open(hadoop, target, settings.day().lease(), Clock.systemUTC())) {
      Optional<LedgerEntry> known = run.ledger();
      boolean there = run.exists();
      if (there && !request.force()) {
        if (known.filter(entry -> entry.identity().equals(identity)).isPresent()) {
          return result(
              Outcome.ALREADY_COMPLETE, target, DayCounts.of(known.get().counts()), List.of());
        }
        requireOurs(known, target);
      }
      DayParts parts = steps.take("footers", () -> parts(columns, files, target));
      DayFindings found =
          steps.take(
              SCORING,
              () ->
                  parts.write(
                      target.format(),
                      run.staged(TableDay.Part.TABLE),
                      run.staged(TableDay.Part.QUARANTINE)));
      DayDrift.Judgement judged = account.drift(found);
      List<String> warnings = both(parts.warnings(), judged.warnings());
      String source = places.source().place();
      account.stage(run, source, model.model(), identity, found, judged, SCORING, warnings);
      requireUnchanged(files);
      steps.take("publish", () -> run.publish(new LedgerEntry(identity, found.counts().byName())));
      double rate = steps.rate(SCORING, found.counts().scored());
      RunMetrics.tell("score", found.counts().byName(), steps.seconds(), rate);
      return result(Outcome.PUBLISHED, target, found.counts(), warnings);
    }
  }

  private static List<String> both(List<String> some, List<String> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  private DaySource list() {
    return places.source().source(spark, request.date(), request.finished());
  }

  private DayParts parts(DayColumns columns, DaySource files, DayTarget target) {
    DayParts parts = new DayParts(spark, settings, columns, files);
    target.check(parts.scored());
    return parts;
  }

  private RunIdentity identity(DayColumns columns, DaySource files) {
    return new RunIdentity(
        "score",
        places.output().place(),
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
  private static void requireOurs(Optional<LedgerEntry> known, DayTarget target) {
    if (known.isEmpty()) {
      throw new UserException(
          ExitCode.STORAGE,
          "A day is replaced when Cordon published it, but the ledger does not know %s: correct output.path, or say --force to replace it"
              .formatted(target.text()));
    }
  }

  private void requireUnchanged(DaySource before) {
    if (!before.isFixed() && !list().fingerprint().equals(before.fingerprint())) {
      throw new UserException(
          ExitCode.STORAGE,
          "The files of a day must stay as they are while it is scored, but those of %s have changed: nothing was published; run again"
              .formatted(before.place()));
    }
  }

  private static Result result(
      Outcome outcome, DayTarget target, DayCounts counts, List<String> warnings) {
    return new Result(outcome, target.text(), counts, warnings);
  }
}
