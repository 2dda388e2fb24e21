package io.cordon.jobs;

import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cordon demo}. */
@Command(
    name = "demo",
    description =
        "Makes a labelled table of network connections (200,000 rows, from a seed), trains, scores, evaluates, and prints one table of results.")
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "runs/demo",
      description = "Folder for all that the demo writes (default: ${DEFAULT-VALUE}).")
  private String folder;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "200000",
      description = "Rows of the table (default: ${DEFAULT-VALUE}).")
  private long rows;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    DemoJob.Plan plan = DemoJob.Plan.in(folder, rows);
    try (SparkSession spark = Sessions.open("demo")) {
      spec.commandLine().getOut().println(new DemoJob(spark, plan).run());
      return 0;
    }
  }
}
