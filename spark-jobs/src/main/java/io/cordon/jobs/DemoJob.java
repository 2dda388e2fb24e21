package io.cordon.jobs;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.cordon.datasets.HoldOut;
import io.cordon.jobs.run.ScoredTable;
import io.cordon.jobs.run.Steps;
import io.cordon.jobs.settings.RunSettings;
import io.cordon.metric.RankingMetrics;
import io.cordon.spark.storage.Storage;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * The whole road on a generated table: make it, train, score, evaluate. The later steps read the
 * table as they would a user's own.
 */
final class DemoJob {
  private final SparkSession spark;
  private final Plan plan;
  private final Steps steps = new Steps();

  DemoJob(SparkSession spark, Plan plan) {
    this.spark = spark;
    this.plan = plan;
  }

  /**
   * Where the demo works.
   *
   * @param generated settings under which the table is generated
   * @param run settings of the jobs that read the table from its folder
   */
  record Plan(String table, RunSettings generated, RunSettings run) {
    private static final String SETTINGS = "io/cordon/jobs/demo.conf";

    static Plan in(String folder, long rows) {
      Config demo =
          ConfigFactory.parseMap(
                  Map.of(
                      "source.rows",
                      rows,
                      "model.path",
                      folder + "/model",
                      "model.if-exists",
                      "replace",
                      "output.path",
                      folder + "/scored",
                      "output.if-exists",
                      "replace"))
              .withFallback(ConfigFactory.parseResources(DemoJob.class.getClassLoader(), SETTINGS));
      RunSettings generated = RunSettings.of(demo);
      String table = folder + "/table";
      Map<String, Object> read = new LinkedHashMap<>();
      read.put("source.dataset", "");
      read.put("source.path", table);
      read.put("source.id", generated.source().id());
      read.put("source.label", generated.source().label().orElseThrow());
      read.put("source.exclude", generated.source().exclude());
      return new Plan(
          table, generated, RunSettings.of(ConfigFactory.parseMap(read).withFallback(demo)));
    }
  }

  /** Runs all steps; gives the table of results. */
  String run() {
    Storage storage = new Storage(spark.sparkContext().hadoopConfiguration());
    steps.take(
        "generate the table",
        () ->
            storage.publish(
                plan.table(),
                staged ->
                    ScoredTable.write(
                        plan.generated().source().read(spark, HoldOut.Part.ALL),
                        "parquet",
                        staged)));
    TrainJob.Result trained =
        steps.take("train", () -> new TrainJob(spark, plan.run(), false).run());
    ScoreJob.Result scored = steps.take("score", () -> new ScoreJob(spark, plan.run()).run());
    EvaluateJob.Result evaluated =
        steps.take("evaluate", () -> new EvaluateJob(spark, plan.run()).run());
    return report(trained, scored, evaluated);
  }

  private String report(
      TrainJob.Result trained, ScoreJob.Result scored, EvaluateJob.Result evaluated) {
    Map<String, String> lines = new LinkedHashMap<>();
    RankingMetrics ranking = evaluated.ranking();
    lines.put("rows", String.format(Locale.ROOT, "%,d", scored.rows()));
    lines.put("flagged", String.format(Locale.ROOT, "%,d", scored.flagged()));
    lines.put("threshold", String.format(Locale.ROOT, "%.6g", scored.threshold().value()));
    lines.put("observed rate", String.format(Locale.ROOT, "%.4f", scored.observedRate()));
    lines.put("AUROC", EvaluationTable.number(ranking.auroc()));
    lines.put(
        "  of the untrained control",
        evaluated
            .control()
            .map(control -> EvaluationTable.number(control.auroc()))
            .orElse("not scored"));
    lines.put("AUPRC, anomaly = positive", EvaluationTable.number(ranking.auprcAnomaly()));
    lines.put("AUPRC, normal = positive", EvaluationTable.number(ranking.auprcNormal()));
    lines.put("F1 at the true contamination", EvaluationTable.number(ranking.f1AtContamination()));
    lines.put("P@10", EvaluationTable.number(ranking.precisionAtTen()));
    steps
        .seconds()
        .forEach(
            (step, seconds) ->
                lines.put("seconds to " + step, String.format(Locale.ROOT, "%.1f", seconds)));
    lines.put("model", trained.path());
    lines.put("scored table", scored.path());
    lines.put(
        "reports",
        trained.path()
            + ".train.json, "
            + scored.path()
            + ".score.json, "
            + evaluated.report()
            + ".md");
    StringBuilder text = new StringBuilder("\n");
    lines.forEach(
        (name, value) -> text.append(String.format(Locale.ROOT, "  %-30s %s%n", name, value)));
    return text.toString();
  }
}
