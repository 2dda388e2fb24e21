package io.cordon.jobs.reproduce;

import io.cordon.detector.Detector;
import io.cordon.detector.Fitted;
import io.cordon.jobs.reproduce.Protocol.Figure;
import io.cordon.metric.RankingMetrics;
import io.cordon.rows.Block;
import io.cordon.spark.features.FeatureFitting;
import io.cordon.spark.features.FeatureSettings;
import io.cordon.spark.features.FittedFeatures;
import io.cordon.spark.features.InternalRows;
import io.cordon.spark.features.RowEncoder;
import io.cordon.spark.rows.ShardedRows;
import io.cordon.spark.rows.SparkRows;
import io.cordon.training.Training;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The rows of one part of an experiment: those that train, encoded and cached on the cluster, and
 * those that test, encoded by the same plan. The published test sets fit into the driver: scoring
 * them there is cheaper than a Spark job for each method.
 */
public final class PartedRows implements AutoCloseable {
  private final SparkRows train;
  private final Block test;
  private final boolean[] anomalies;

  private PartedRows(SparkRows train, Block test, boolean[] anomalies) {
    this.train = train;
    this.test = test;
    this.anomalies = anomalies;
  }

  /**
   * Fits the features on the rows that train, and encodes both parts.
   *
   * @param features with the roles of the columns: ids and the label, 1 = anomaly
   */
  public static PartedRows of(
      Dataset<Row> train, Dataset<Row> test, FeatureSettings features, int shards) {
    FittedFeatures fitted = FeatureFitting.fit(train, features);
    List<String> id = features.roles().id();
    List<String> columns = new ArrayList<>(RowEncoder.columns(fitted.plan()));
    String label = features.roles().label().orElseThrow();
    columns.add(label);
    Dataset<Row> needed = InternalRows.only(test, columns);
    List<LabelledRow> rows =
        InternalRows.of(needed)
            .map(new Encode(RowEncoder.bind(fitted.plan(), needed.schema()), columns.size() - 1))
            .collect();
    int width = fitted.plan().width();
    float[] values = new float[Math.multiplyExact(rows.size(), width)];
    boolean[] anomalies = new boolean[rows.size()];
    for (int row = 0; row < anomalies.length; row++) {
      System.arraycopy(rows.get(row).features(), 0, values, row * width, width);
      anomalies[row] = rows.get(row).anomaly();
    }
    return new PartedRows(
        ShardedRows.of(train, RowEncoder.bind(fitted.plan(), train.schema()), id, shards),
        Block.of(width, values),
        anomalies);
  }

  /** Trains a detector and its untrained control, and measures both on the test rows. */
  public Cell measure(Detector detector, Training training, String settings) {
    long start = System.nanoTime();
    Map<Figure, Double> trained = figures(detector, detector.fit(train, training));
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Cell(
        settings,
        trained,
        figures(detector, detector.fit(train, training.untrained())),
        seconds,
        "");
  }

  private Map<Figure, Double> figures(Detector detector, Fitted fitted) {
    RankingMetrics metrics = RankingMetrics.of(detector.score(fitted).applyTo(test), anomalies);
    return Map.of(
        Figure.AUROC, metrics.auroc().value().orElseThrow(),
        Figure.AUPRC, metrics.auprcAnomaly().value().orElseThrow(),
        Figure.F1, metrics.f1AtContamination().value().orElseThrow());
  }

  @Override
  public void close() {
    train.close();
  }

  /** One encoded row and whether it is an anomaly. */
  private record LabelledRow(float[] features, boolean anomaly) implements Serializable {}

  /** Runs on executors. */
  private record Encode(RowEncoder encoder, int label)
      implements Function<InternalRow, LabelledRow> {
    @Override
    public LabelledRow call(InternalRow row) {
      float[] features = new float[encoder.width()];
      encoder.encode(row, features, 0);
      return new LabelledRow(features, row.getInt(label) == 1);
    }
  }
}
