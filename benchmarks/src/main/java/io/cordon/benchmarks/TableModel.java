package io.cordon.benchmarks;

import com.typesafe.config.ConfigFactory;
import io.cordon.config.Settings;
import io.cordon.detector.Detector;
import io.cordon.detector.registry.Detectors;
import io.cordon.features.FeaturePlan;
import io.cordon.model.LoadedModel;
import io.cordon.model.ModelTraining;
import io.cordon.model.Recipe;
import io.cordon.spark.features.RowEncoder;
import io.cordon.spark.rows.ShardedRows;
import io.cordon.spark.rows.SparkRows;
import io.cordon.spark.scoring.ScoredColumns;
import io.cordon.spark.scoring.ScoringCounts;
import io.cordon.spark.scoring.TableScorer;
import io.cordon.training.Journal;
import io.cordon.training.Progress;
import io.cordon.training.Training;
import io.cordon.training.TrainingSettings;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A model of a table and its scores, by the steps of the train and score jobs. */
final class TableModel {
  private static final int SOME = 20_000;

  private final Dataset<Row> table;
  private final FeaturePlan plan;
  private final LoadedModel model;

  private TableModel(Dataset<Row> table, FeaturePlan plan, LoadedModel model) {
    this.table = table;
    this.plan = plan;
    this.model = model;
  }

  /**
   * Trains a detector of this name for a single round on some of the rows: how well it ranks does
   * not matter here.
   */
  static TableModel train(Dataset<Row> table, FeaturePlan plan, String detectorName) {
    Settings settings =
        Settings.load(
            ConfigFactory.parseString(
                "detector { name = %s, oc-nn.alternations = 1 }, training.rounds = 1"
                    .formatted(detectorName)),
            Settings.reference());
    TrainingSettings training = TrainingSettings.read(settings);
    Detector detector = Detectors.from(settings, training.engine());
    String json =
        settings.resolvedJson(
            "detector", "encoder", "ensemble", "features", "threshold", "training");
    try (SparkRows rows =
        ShardedRows.of(
            table.limit(SOME), RowEncoder.bind(plan, table.schema()), List.of("row"), 2)) {
      return new TableModel(
          table,
          plan,
          LoadedModel.of(
              ModelTraining.train(
                  rows,
                  new Training(training, Journal.NONE, Progress.NONE),
                  new Recipe(
                      detector, json, Optional.of(plan), Recipe.Quantile.EXACT, new TreeMap<>()))));
    }
  }

  /** The table with the scores behind its columns. */
  Dataset<Row> scored() {
    TableScorer scorer =
        new TableScorer(
            model.score(),
            Optional.empty(),
            model.model().threshold().value(),
            ScoredColumns.STANDARD,
            Optional.of(ScoringCounts.on(table.sparkSession().sparkContext())));
    return scorer.addTo(table, RowEncoder.bind(plan, table.schema()));
  }
}
