package io.cordon.spark.ml;

import io.cordon.model.Model;
import io.cordon.spark.features.FeatureStages;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.SparkSession;

/**
 * A trained run as an ordinary Spark ML pipeline, for notebooks: feature stages, then the detector.
 */
public record ModelPipeline(PipelineModel stages) {
  private static final String UID = "cordon";

  /** The pipeline of a model that was trained on a table's columns. */
  public static ModelPipeline of(Model model, SparkSession spark) {
    AnomalyDetectorModel detector = new AnomalyDetectorModel("anomalyDetector", model);
    PipelineModel features =
        FeatureStages.pipeline(model.features().orElseThrow(), "features", spark);
    return new ModelPipeline(new PipelineModel(UID, new Transformer[] {features, detector}));
  }

  /** Saves it where {@code PipelineModel.load} finds it. */
  public void save(String path) {
    try {
      stages.save(path);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
