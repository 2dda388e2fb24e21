package io.cordon.spark.ml;

import io.cordon.model.LoadedModel;
import io.cordon.model.Model;
import io.cordon.spark.features.VectorReader;
import io.cordon.spark.scoring.TableScorer;
import java.util.Optional;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A trained detector as a Spark ML model: adds score and prediction to tables that have its column
 * of vectors.
 */
public final class AnomalyDetectorModel extends org.apache.spark.ml.Model<AnomalyDetectorModel>
    implements MLWritable {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final DetectorParams params;
  private final transient LoadedModel loaded;

  AnomalyDetectorModel(String uid, Model model) {
    this(uid, LoadedModel.of(model));
  }

  private AnomalyDetectorModel(String uid, LoadedModel loaded) {
    this.uid = uid;
    this.loaded = loaded;
    this.params = new DetectorParams(this);
    params.setDefaults(this);
  }

  @Override
  public String uid() {
    return uid;
  }

  /** What was learned, as plain data. */
  public Model model() {
    return loaded.model();
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    Dataset<Row> table = dataset.toDF();
    VectorReader reader =
        VectorReader.of($(params.featuresCol), loaded.score().inputs(), table.schema());
    TableScorer scorer =
        new TableScorer(
            loaded.score(),
            Optional.empty(),
            model().threshold().value(),
            params.columns(this),
            Optional.empty());
    return scorer.addTo(table, reader);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return params.scored(schema, this);
  }

  @Override
  public AnomalyDetectorModel copy(ParamMap extra) {
    return copyValues(new AnomalyDetectorModel(uid, loaded), extra).setParent(parent());
  }

  @Override
  public MLWriter write() {
    return new ModelPersistence.Writer(this);
  }

  /** Reads a model that was saved. */
  public static MLReader<AnomalyDetectorModel> read() {
    return new ModelPersistence.Reader();
  }

  /** Loads a model that was saved. */
  public static AnomalyDetectorModel load(String path) {
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

  public AnomalyDetectorModel setFeaturesCol(String value) {
    return (AnomalyDetectorModel) set(params.featuresCol, value);
  }

  public AnomalyDetectorModel setScoreCol(String value) {
    return (AnomalyDetectorModel) set(params.scoreCol, value);
  }

  public AnomalyDetectorModel setPredictionCol(String value) {
    return (AnomalyDetectorModel) set(params.predictionCol, value);
  }
}
