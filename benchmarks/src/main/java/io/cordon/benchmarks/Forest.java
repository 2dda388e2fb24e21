package io.cordon.benchmarks;

import com.linkedin.relevance.isolationforest.IsolationForest;
import com.linkedin.relevance.isolationforest.IsolationForestModel;
import io.cordon.features.FeaturePlan;
import io.cordon.spark.features.FeatureStages;
import java.util.Arrays;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** LinkedIn's isolation forest of 100 trees, on MLlib's transform by the same feature plan. */
final class Forest {
  private static final int TREES = 100;
  private static final double CONTAMINATION = 0.1;

  private final Dataset<Row> table;
  private final PipelineModel features;
  private IsolationForestModel model;

  Forest(Dataset<Row> table, FeaturePlan plan) {
    this.table = table;
    this.features = FeatureStages.pipeline(plan, "features", table.sparkSession());
  }

  /** Trees and threshold from the table. */
  void fit() {
    IsolationForest forest = new IsolationForest();
    forest.setNumEstimators(TREES);
    forest.setMaxSamples(256);
    forest.setContamination(CONTAMINATION);
    forest.setContaminationError(CONTAMINATION / 100);
    forest.setRandomSeed(1);
    forest.setFeaturesCol("features");
    model = forest.fit(features.transform(table));
  }

  /** The table's columns with the forest's scores behind them. */
  Dataset<Row> scored() {
    Column[] columns =
        java.util.stream.Stream.concat(
                Arrays.stream(table.columns()),
                java.util.stream.Stream.of("outlierScore", "predictedLabel"))
            .map(functions::col)
            .toArray(Column[]::new);
    return model.transform(features.transform(table)).select(columns);
  }
}
