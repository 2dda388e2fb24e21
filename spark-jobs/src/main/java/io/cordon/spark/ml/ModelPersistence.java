package io.cordon.spark.ml;

import io.cordon.model.ModelFiles;
import io.cordon.spark.storage.Storage;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;

/**
 * Spark ML's way to disk: its own metadata beside a folder with Cordon's plain model files. No
 * class is named by the files but the stage's own.
 */
final class ModelPersistence {
  private static final String FOLDER = "model";

  private ModelPersistence() {}

  /** Saves a model. */
  static final class Writer extends MLWriter {
    private final AnomalyDetectorModel model;

    Writer(AnomalyDetectorModel model) {
      this.model = model;
    }

    @Override
    public void saveImpl(String path) {
      DefaultParamsWriter.saveMetadata(
          model,
          path,
          sc(),
          DefaultParamsWriter.saveMetadata$default$4(),
          DefaultParamsWriter.saveMetadata$default$5());
      ModelFiles.write(
          model.model(), new Storage(sc().hadoopConfiguration()).folder(path + "/" + FOLDER));
    }
  }

  /** Loads a model. */
  static final class Reader extends MLReader<AnomalyDetectorModel> {
    @Override
    public AnomalyDetectorModel load(String path) {
      DefaultParamsReader.Metadata metadata =
          DefaultParamsReader.loadMetadata(path, sc(), AnomalyDetectorModel.class.getName());
      AnomalyDetectorModel model =
          new AnomalyDetectorModel(
              metadata.uid(),
              ModelFiles.read(new Storage(sc().hadoopConfiguration()).folder(path + "/" + FOLDER)));
      metadata.getAndSetParams(model, metadata.getAndSetParams$default$2());
      return model;
    }
  }
}
