package io.cordon.jobs;

import io.cordon.jobs.settings.RunSettings;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code cordon evaluate}. */
@Command(
    name = "evaluate",
    description =
        "Holds a scored table's scores and flags against its labels, and writes a report.")
final class EvaluateCommand implements Callable<Integer> {
  @Mixin private RunOptions options;
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    RunSettings settings = options.settings();
    try (SparkSession spark = Sessions.open("evaluate")) {
      EvaluateJob.Result result = new EvaluateJob(spark, settings).run();
      spec.commandLine().getOut().println(EvaluationTable.of(result));
      spec.commandLine().getOut().println("Report: " + result.report() + ".md and .json");
      return 0;
    }
  }
}
