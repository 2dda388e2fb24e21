package io.cordon.benchmarks;

import io.cordon.config.Settings;
import io.cordon.datasets.DatasetRequest;
import io.cordon.datasets.HoldOut;
import io.cordon.datasets.KddCup99;
import io.cordon.datasets.Orientation;
import io.cordon.jobs.Sessions;
import io.cordon.rows.LocalRows;
import io.cordon.spark.features.FeatureFitting;
import io.cordon.spark.features.FeatureSettings;
import io.cordon.spark.features.FittedFeatures;
import io.cordon.spark.features.RowEncoder;
import io.cordon.spark.rows.ShardedRows;
import io.cordon.spark.rows.SparkRows;
import io.cordon.spark.scoring.LabelledRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Paper 003's parts of KDD Cup 99, attacks as the normal class, brought into this process. */
final class KddTables {
  private static final String SETTINGS =
      "training.rounds = 12, detector.autoencoder { hidden = [16], code = 2 }";

  private KddTables() {}

  /** A table for each contamination of the training half. */
  static List<StoppingTable> all(String folder, double... contaminations) {
    SparkConf conf = new SparkConf().setMaster("local[2]").set("spark.ui.enabled", "false");
    List<StoppingTable> tables = new ArrayList<>();
    try (SparkSession spark = Sessions.open("stopping benchmark", conf)) {
      for (double contamination : contaminations) {
        tables.add(table(spark, folder, contamination));
      }
    }
    return tables;
  }

  private static StoppingTable table(SparkSession spark, String folder, double contamination) {
    Dataset<Row> train = part(spark, folder, contamination, HoldOut.Part.TRAIN).persist();
    FittedFeatures features =
        FeatureFitting.fit(train, FeatureSettings.defaults().withRoles(KddData.roles()));
    RowEncoder encoder = RowEncoder.bind(features.plan(), train.schema());
    int shards = Settings.reference().getInt("training.shards");
    try (SparkRows rows = ShardedRows.of(train, encoder, List.of("row"), shards)) {
      LabelledRows test =
          LabelledRows.of(
              part(spark, folder, contamination, HoldOut.Part.TEST),
              features.plan(),
              new KddCup99().labelColumn());
      return new StoppingTable(
          String.format(Locale.ROOT, "KDD Cup 99, %.0f %%", 100 * contamination),
          LocalRows.ofShards(rows.width(), rows.fold(new Gather())),
          test.rows(),
          test.anomalies(),
          SETTINGS);
    } finally {
      train.unpersist();
    }
  }

  private static Dataset<Row> part(
      SparkSession spark, String folder, double contamination, HoldOut.Part part) {
    return new KddCup99()
        .table(
            spark,
            DatasetRequest.in(folder)
                .oriented(Orientation.NORMAL_IS_ANOMALY)
                .heldOut(HoldOut.half(contamination, 1, part)));
  }
}
