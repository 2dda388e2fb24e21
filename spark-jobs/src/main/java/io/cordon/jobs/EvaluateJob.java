package io.cordon.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.not;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.jobs.run.ScoredTable;
import io.cordon.jobs.run.Steps;
import io.cordon.jobs.settings.Labels;
import io.cordon.jobs.settings.RunSettings;
import io.cordon.metric.ClassCounts;
import io.cordon.metric.RankingMetrics;
import io.cordon.metric.ThresholdMetrics;
import io.cordon.spark.scoring.ScoredColumns;
import io.cordon.spark.scoring.TableRanking;
import io.cordon.spark.storage.Storage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** {@code scored table with labels -> metrics -> report}. */
final class EvaluateJob {
  private static final String ANOMALY = "cordonAnomaly";

  private final SparkSession spark;
  private final RunSettings settings;
  private final Storage storage;
  private final Steps steps = new Steps();

  EvaluateJob(SparkSession spark, RunSettings settings) {
    this.spark = spark;
    this.settings = settings;
    this.storage = new Storage(spark.sparkContext().hadoopConfiguration());
  }

  /**
   * What an evaluation gives.
   *
   * @param report where the report lies, without its ending
   * @param totals labelled rows of each class
   * @param unlabelled rows without a label, which count for nothing
   * @param ranking of the trained model
   * @param atThreshold of the model's flags
   * @param control ranking of the untrained network, where the table holds its scores
   */
  record Result(
      String report,
      ClassCounts totals,
      long unlabelled,
      RankingMetrics ranking,
      ThresholdMetrics atThreshold,
      Optional<RankingMetrics> control,
      Map<String, Double> seconds) {}

  Result run() {
    String path =
        settings
            .output()
            .path()
            .orElseThrow(
                () ->
                    new UserException(
                        ExitCode.USAGE, "evaluate needs a scored table: set output.path"));
    if (!storage.exists(path)) {
      throw new UserException(
          ExitCode.STORAGE,
          "evaluate needs a scored table, but there is none at "
              + path
              + ": run score with these settings first");
    }
    Dataset<Row> labelled = steps.take("read", () -> labelled(path));
    Dataset<Row> known = labelled.filter(col(ANOMALY).isNotNull());
    Counts counts = steps.take("count", () -> counts(labelled));
    RankingMetrics ranking =
        steps.take(
            "rank", () -> TableRanking.of(known, ScoredColumns.STANDARD.score(), col(ANOMALY)));
    Optional<RankingMetrics> control =
        Arrays.asList(known.columns()).contains(ScoredColumns.STANDARD.control())
            ? Optional.of(
                steps.take(
                    "rank the control",
                    () -> TableRanking.of(known, ScoredColumns.STANDARD.control(), col(ANOMALY))))
            : Optional.empty();
    Result result =
        new Result(
            settings.evaluation().report().orElse(path + ".evaluation"),
            counts.totals(),
            counts.unlabelled(),
            ranking,
            ThresholdMetrics.of(counts.flagged(), counts.totals()),
            control,
            steps.seconds());
    storage.write(result.report() + ".json", Reports.evaluation(result));
    storage.write(result.report() + ".md", EvaluationTable.of(result));
    return result;
  }

  /**
   * The scored table with a column that is true for anomalies, false for normal rows, null where
   * there is no label.
   */
  private Dataset<Row> labelled(String path) {
    String label =
        settings
            .source()
            .label()
            .orElseThrow(
                () ->
                    new UserException(
                        ExitCode.USAGE,
                        "evaluate needs labels: set source.label to the column that tells anomalies from normal rows"));
    Dataset<Row> scored = ScoredTable.read(spark, settings.output().format(), path);
    List<String> columns = List.of(scored.columns());
    for (String needed :
        List.of(label, ScoredColumns.STANDARD.score(), ScoredColumns.STANDARD.prediction())) {
      if (!columns.contains(needed)) {
        throw new UserException(
            ExitCode.MISMATCH,
            "evaluate needs the column "
                + needed
                + ", but the table at "
                + path
                + " has "
                + String.join(", ", columns)
                + ": keep it with output.columns when scoring");
      }
    }
    Dataset<Row> typed = scored;
    for (String score : ScoredColumns.STANDARD.names(true)) {
      typed = columns.contains(score) ? typed.withColumn(score, col(score).cast("double")) : typed;
    }
    return typed.withColumn(ANOMALY, Labels.anomaly(label, settings.evaluation().anomalies()));
  }

  /** Labelled rows, flagged rows among them, rows without a label. */
  private record Counts(ClassCounts totals, ClassCounts flagged, long unlabelled) {}

  private static Counts counts(Dataset<Row> labelled) {
    Column anomaly = col(ANOMALY);
    Column flagged = col(ScoredColumns.STANDARD.prediction()).equalTo(1.0);
    Row counts =
        labelled
            .select(
                count_if(anomaly),
                count_if(not(anomaly)),
                count_if(anomaly.and(flagged)),
                count_if(not(anomaly).and(flagged)),
                count_if(anomaly.isNull()))
            .first();
    return new Counts(
        new ClassCounts(counts.getLong(0), counts.getLong(1)),
        new ClassCounts(counts.getLong(2), counts.getLong(3)),
        counts.getLong(4));
  }
}
