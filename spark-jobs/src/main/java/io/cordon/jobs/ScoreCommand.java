package io.cordon.jobs;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.jobs.day.DayCounts;
import io.cordon.jobs.day.DayPlaces;
import io.cordon.jobs.day.ScoreDayJob;
import io.cordon.jobs.settings.RunSettings;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cordon score}. */
@Command(
    name = "score",
    description =
        "Adds outlierScore (higher = more anomalous) and predictedLabel (1.0 above the model's threshold) to a table.")
final class ScoreCommand implements Callable<Integer> {
  @Mixin private RunOptions options;
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--date",
      paramLabel = "DAY",
      description =
          "Scores this day, such as 2026-11-21, of a table partitioned by source.date-column, and publishes it whole or not at all.")
  private String date;

  @Option(names = "--dry-run", description = "With --date: scores and counts, and writes nothing.")
  private boolean dryRun;

  @Option(
      names = "--force",
      description =
          "With --date: replaces the day even where the same run is complete already, or the ledger does not know the day.")
  private boolean force;

  @Option(
      names = "--no-success-check",
      description = "With --date: takes a source without _SUCCESS for finished.")
  private boolean noSuccessCheck;

  @Override
  public Integer call() {
    if (date != null) {
      return scoreDay(DateArgument.parse(date, Clock.systemUTC()));
    }
    if (dryRun || force || noSuccessCheck) {
      throw new UserException(
          ExitCode.USAGE, "--dry-run, --force and --no-success-check go with --date: add the day");
    }
    RunSettings settings = options.settings();
    try (SparkSession spark = Sessions.open("score")) {
      ScoreJob.Result result = new ScoreJob(spark, settings).run();
      PrintWriter out = spec.commandLine().getOut();
      result.warnings().forEach(warning -> out.println("warning: " + warning));
      out.println(
          String.format(
              Locale.ROOT,
              "Scored %,d rows, flagged %,d (%.3f %%). Table: %s",
              result.rows(),
              result.flagged(),
              100 * result.observedRate(),
              result.path()));
      return 0;
    }
  }

  private int scoreDay(LocalDate day) {
    RunSettings settings = options.settings();
    DayPlaces places = DayPlaces.of(settings);
    ScoreDayJob.Request request = new ScoreDayJob.Request(day, dryRun, force, !noSuccessCheck);
    try (SparkSession spark = Sessions.open("score " + day)) {
      ScoreDayJob.Result result = new ScoreDayJob(spark, settings, places, request).run();
      PrintWriter out = spec.commandLine().getOut();
      result.warnings().forEach(warning -> out.println("warning: " + warning));
      DayCounts counts = result.counts();
      out.println(
          String.format(
              Locale.ROOT,
              "%s: %,d %s of %,d scored, %,d flagged, %,d quarantined%s; %,d files of %,d unreadable. %s",
              day,
              counts.scored(),
              counts.source().isPresent() ? "sequences" : "rows",
              counts.rows(),
              counts.flagged(),
              counts.quarantined(),
              counts.source().map(ScoreCommand::source).orElse(""),
              counts.unreadable(),
              counts.files(),
              ended(result)));
      return 0;
    }
  }

  private static String source(DayCounts.SourceRows source) {
    return String.format(
        Locale.ROOT, "; made of %,d rows, %,d quarantined", source.read(), source.quarantined());
  }

  private static String ended(ScoreDayJob.Result result) {
    return switch (result.outcome()) {
      case PUBLISHED -> "Published: " + result.place();
      case ALREADY_COMPLETE -> "Already complete, nothing was written: " + result.place();
      case DRY_RUN -> "Dry run: nothing was written to " + result.place();
    };
  }
}
