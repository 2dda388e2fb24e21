package io.cordon.spark.ml;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.cordon.config.Settings;
import io.cordon.detector.Detector;
import io.cordon.detector.registry.Detectors;
import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.model.Model;
import io.cordon.model.ModelTraining;
import io.cordon.model.Recipe;
import io.cordon.spark.features.InternalRows;
import io.cordon.spark.features.VectorReader;
import io.cordon.spark.rows.ApproximateQuantile;
import io.cordon.spark.rows.ShardedRows;
import io.cordon.spark.rows.SparkRows;
import io.cordon.spark.storage.SessionFiles;
import io.cordon.training.Journal;
import io.cordon.training.Progress;
import io.cordon.training.Training;
import io.cordon.training.TrainingSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Every detector of Cordon as one Spark ML estimator: {@code method} chooses it. Learns from a
 * column of vectors; the model adds {@code outlierScore} (double, higher = more anomalous) and
 * {@code predictedLabel} (1.0 above the threshold). The result is a function of the multiset of
 * vectors, the parameters and the seed alone.
 */
public final class AnomalyDetector extends Estimator<AnomalyDetectorModel>
    implements DefaultParamsWritable {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final DetectorParams params;

  public AnomalyDetector() {
    this(Identifiable$.MODULE$.randomUID("anomalyDetector"));
  }

  /** For Spark ML's persistence. */
  public AnomalyDetector(String uid) {
    this.uid = uid;
    this.params = new DetectorParams(this);
    params.setDefaults(this);
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public AnomalyDetectorModel fit(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    Settings settings = Settings.load(settings(), Settings.reference());
    TrainingSettings training = TrainingSettings.read(settings);
    Detector detector = Detectors.from(settings, training.engine(), SessionFiles.NETWORKS);
    int shards = settings.integer("training.shards", 1, 1 << 16);
    settings.finish();
    detector.prepare();

    Dataset<Row> vectors = InternalRows.only(dataset.toDF(), List.of(value(params.featuresCol)));
    double error = $(params.contaminationError) instanceof Double given ? given : 0;
    Recipe recipe =
        new Recipe(
            detector,
            settings.resolvedJson(
                "detector",
                "encoder.name",
                "encoder.features",
                "ensemble",
                "threshold",
                "training"),
            Optional.empty(),
            error > 0 ? new ApproximateQuantile(error) : Recipe.Quantile.EXACT,
            new TreeMap<>());
    try (SparkRows rows = ShardedRows.of(vectors, reader(vectors), List.of(), shards)) {
      Model model =
          ModelTraining.train(rows, new Training(training, Journal.NONE, Progress.NONE), recipe);
      return copyValues(new AnomalyDetectorModel(uid, model).setParent(this), ParamMap.empty());
    }
  }

  private VectorReader reader(Dataset<Row> vectors) {
    Row first = vectors.na().drop().takeAsList(1).stream().findFirst().orElse(null);
    if (first == null) {
      throw new UserException(
          ExitCode.BAD_DATA, "Training needs at least one row, but the table has none");
    }
    return VectorReader.of(
        value(params.featuresCol), ((Vector) first.get(0)).size(), vectors.schema());
  }

  /** What the parameters say, over what {@code settings} says. */
  private Config settings() {
    Config further;
    try {
      further = ConfigFactory.parseString(value(params.settings));
    } catch (ConfigException problem) {
      throw new UserException(
          ExitCode.USAGE,
          "The parameter settings must be HOCON, but " + problem.getMessage(),
          problem);
    }
    Map<String, Object> chosen =
        Map.of(
            "detector.name", value(params.method),
            "threshold.contamination", $(params.contamination),
            "training.seed", $(params.seed));
    Config config = further;
    for (Map.Entry<String, Object> entry : chosen.entrySet()) {
      config =
          config.withValue(
              entry.getKey(),
              ConfigValueFactory.fromAnyRef(entry.getValue(), "the parameters of AnomalyDetector"));
    }
    return config;
  }

  private String value(Param<String> param) {
    return $(param);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return params.scored(schema, this);
  }

  @Override
  public AnomalyDetector copy(ParamMap extra) {
    return copyValues(new AnomalyDetector(uid), extra);
  }

  @Override
  public MLWriter write() {
    return new DefaultParamsWriter(this);
  }

  /** Reads an estimator that was saved. */
  public static MLReader<AnomalyDetector> read() {
    return new DefaultParamsReader<>();
  }

  /** Loads an estimator that was saved. */
  public static AnomalyDetector load(String path) {
    return read().load(path);
  }

  public Param<String> method() {
    return params.method;
  }

  public Param<String> featuresCol() {
    return params.featuresCol;
  }

  public Param<String> scoreCol() {
    return params.scoreCol;
  }

  public Param<String> predictionCol() {
    return params.predictionCol;
  }

  public DoubleParam contamination() {
    return params.contamination;
  }

  public DoubleParam contaminationError() {
    return params.contaminationError;
  }

  public LongParam seed() {
    return params.seed;
  }

  public Param<String> settingsParam() {
    return params.settings;
  }

  public AnomalyDetector setMethod(String value) {
    return (AnomalyDetector) set(params.method, value);
  }

  public AnomalyDetector setFeaturesCol(String value) {
    return (AnomalyDetector) set(params.featuresCol, value);
  }

  public AnomalyDetector setScoreCol(String value) {
    return (AnomalyDetector) set(params.scoreCol, value);
  }

  public AnomalyDetector setPredictionCol(String value) {
    return (AnomalyDetector) set(params.predictionCol, value);
  }

  public AnomalyDetector setContamination(double value) {
    return (AnomalyDetector) set("contamination", value);
  }

  public AnomalyDetector setContaminationError(double value) {
    return (AnomalyDetector) set("contaminationError", value);
  }

  public AnomalyDetector setSeed(long value) {
    return (AnomalyDetector) set("seed", value);
  }

  public AnomalyDetector setSettings(String value) {
    return (AnomalyDetector) set(params.settings, value);
  }
}
