package io.cordon.jobs.reproduce;

import io.cordon.detector.Detector;
import io.cordon.detector.Fitted;
import io.cordon.jobs.reproduce.Protocol.Figure;
import io.cordon.metric.RankingMetrics;
import io.cordon.spark.features.FeatureFitting;
import io.cordon.spark.features.FeatureSettings;
import io.cordon.spark.features.FittedFeatures;
import io.cordon.spark.features.RowEncoder;
import io.cordon.spark.rows.ShardedRows;
import io.cordon.spark.rows.SparkRows;
import io.cordon.spark.scoring.LabelledRows;
import io.cordon.training.Training;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rows of one part of an experiment: those that train, encoded and cached on the cluster, and
 * those that test, encoded by the same plan. The published test sets fit into the driver: scoring
 * them there is cheaper than a Spark job for each method.
 */
public final class PartedRows implements AutoCloseable {
  private final SparkRows train;
  private final LabelledRows test;

  private PartedRows(SparkRows train, LabelledRows test) {
    this.train = train;
    this.test = test;
  }

  /**
   * Fits the features on the rows that train, and encodes both parts.
   *
   * @param features with the roles of the columns: ids and the label, 1 = anomaly
   */
  public static PartedRows of(
      Dataset<Row> train, Dataset<Row> test, FeatureSettings features, int shards) {
    FittedFeatures fitted = FeatureFitting.fit(train, features);
    FeatureSettings.Roles roles = features.roles();
    return new PartedRows(
        ShardedRows.of(train, RowEncoder.bind(fitted.plan(), train.schema()), roles.id(), shards),
        LabelledRows.of(test, fitted.plan(), roles.label().orElseThrow()));
  }

  /**
   * Trains a detector and its untrained control, and measures both on the test rows.
   *
   * @param settings fingerprint for the cell
   */
  public Cell measure(Detector detector, Training training, String settings) {
    long start = System.nanoTime();
    Map<Figure, Double> trained = figures(detector, detector.fit(train, training));
    double seconds = (System.nanoTime() - start) / 1e9;
    Map<Figure, Double> control = figures(detector, detector.fit(train, training.untrained()));
    return Cell.measured(settings, trained, control, seconds);
  }

  private Map<Figure, Double> figures(Detector detector, Fitted fitted) {
    RankingMetrics metrics =
        RankingMetrics.of(detector.score(fitted).applyTo(test.rows()), test.anomalies());
    return Map.of(
        Figure.AUROC, metrics.auroc().value().orElseThrow(),
        Figure.AUPRC, metrics.auprcAnomaly().value().orElseThrow(),
        Figure.AUPRC_NORMAL, metrics.auprcNormal().value().orElseThrow(),
        Figure.F1, metrics.f1AtContamination().value().orElseThrow());
  }

  @Override
  public void close() {
    train.close();
  }
}
