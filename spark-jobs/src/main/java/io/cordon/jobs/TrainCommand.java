package io.cordon.jobs;

import io.cordon.jobs.settings.RunSettings;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cordon train}. */
@Command(
    name = "train",
    description = "Learns what normal rows of a table look like, and writes a model.")
final class TrainCommand implements Callable<Integer> {
  @Mixin private RunOptions options;

  @Option(
      names = "--resume",
      description =
          "Goes on from the newest good checkpoint in model.checkpoint.path; the model is the same, bit for bit.")
  private boolean resume;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    RunSettings settings = options.settings();
    try (SparkSession spark = Sessions.open("train")) {
      TrainJob.Result result = new TrainJob(spark, settings, resume).run();
      PrintWriter out = spec.commandLine().getOut();
      result.warnings().forEach(warning -> out.println("warning: " + warning));
      out.println(
          String.format(
              Locale.ROOT,
              "Trained %s on %,d rows of %d features. Threshold %.6g flags %.3f %% of them. Model: %s",
              result.model().detector(),
              result.model().threshold().rows(),
              result.model().fitted().width(),
              result.model().threshold().value(),
              100 * result.model().threshold().observedRate(),
              result.path()));
      return 0;
    }
  }
}
