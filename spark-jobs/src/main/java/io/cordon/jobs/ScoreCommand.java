package io.cordon.jobs;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code cordon score}. */
@Command(
    name = "score",
    description =
        "Adds outlierScore (higher = more anomalous) and predictedLabel (1.0 above the model's threshold) to a table.")
final class ScoreCommand implements Callable<Integer> {
  @Mixin private RunOptions options;
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
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
}
