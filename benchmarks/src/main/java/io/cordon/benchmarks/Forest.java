package io.cordon.benchmarks;

import com.linkedin.relevance.isolationforest.IsolationForest;
import com.linkedin.relevance.isolationforest.IsolationForestModel;
import io.cordon.features.FeaturePlan;
import io.cordon.spark.features.InternalRows;
import io.cordon.spark.features.RowEncoder;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * LinkedIn's isolation forest of 100 trees. It is given vectors that were encoded beforehand, by
 * the same feature plan: only its own work is measured.
 */
final class Forest {
  private static final int TREES = 100;
  private static final double CONTAMINATION = 0.1;

  private final Dataset<Row> vectors;
  private IsolationForestModel model;

  Forest(Dataset<Row> table, FeaturePlan plan) {
    this.vectors = vectors(table, plan);
  }

  private static Dataset<Row> vectors(Dataset<Row> table, FeaturePlan plan) {
    Dataset<Row> needed = InternalRows.only(table, RowEncoder.columns(plan));
    RowEncoder encoder = RowEncoder.bind(plan, needed.schema());
    JavaRDD<Row> rows = InternalRows.of(needed).map(row -> RowFactory.create(vector(row, encoder)));
    String path = Report.folder().resolve("vectors.parquet").toString();
    SparkSession spark = table.sparkSession();
    spark
        .createDataFrame(rows, new StructType().add("features", SQLDataTypes.VectorType()))
        .write()
        .mode("overwrite")
        .parquet(path);
    return spark.read().parquet(path);
  }

  private static Vector vector(InternalRow row, RowEncoder encoder) {
    float[] features = new float[encoder.width()];
    encoder.encode(row, features, 0);
    double[] doubles = new double[features.length];
    for (int feature = 0; feature < features.length; feature++) {
      doubles[feature] = features[feature];
    }
    return Vectors.dense(doubles);
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
    model = forest.fit(vectors);
  }

  /** The forest's scores. */
  Dataset<Row> scored() {
    return model.transform(vectors).select("outlierScore", "predictedLabel");
  }
}
