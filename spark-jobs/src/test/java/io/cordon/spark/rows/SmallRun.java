package io.cordon.spark.rows;

import com.typesafe.config.ConfigFactory;
import io.cordon.config.Settings;
import io.cordon.detector.registry.Detectors;
import io.cordon.model.LocalFolder;
import io.cordon.model.Model;
import io.cordon.model.ModelFiles;
import io.cordon.model.ModelTraining;
import io.cordon.model.Recipe;
import io.cordon.rows.Rows;
import io.cordon.spark.features.FeatureFitting;
import io.cordon.spark.features.FeatureSettings;
import io.cordon.spark.features.FittedFeatures;
import io.cordon.spark.features.InternalRows;
import io.cordon.spark.features.RowEncoder;
import io.cordon.training.Journal;
import io.cordon.training.Progress;
import io.cordon.training.Training;
import io.cordon.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A small training run on a generated table, as the train job does it. */
final class SmallRun {
  static final int SHARDS = 4;
  static final String SETTINGS =
      """
      detector {
        image.height = 1
        autoencoder { hidden = [8], code = 3 }
        conv-autoencoder { filters = [3, 4], code = 2 }
        lstm-autoencoder.units = 3
        duad { reselect = 1, components = 5 }
        oc-nn { hidden = 6, alternations = 2 }
      }
      training { rounds = 2, batch = 32 }
      """;

  private SmallRun() {}

  /** The bytes of a model's two files. */
  record ModelBytes(String json, List<Byte> parameters) {}

  /** A table of payments, the same in every session. */
  static Dataset<Row> table(SparkSession spark) {
    return spark
        .range(1, 901)
        .selectExpr(
            "id as row",
            "exp(sin(id) * 4) as amount",
            "cos(id * 7) as phase",
            "cast(id % 40 as int) as hour",
            "concat('s', id % 5) as service",
            "cast(id % 30 = 0 as int) as label");
  }

  /** The model's files after training on the table, its rows told apart by {@code id}. */
  static ModelBytes model(
      Dataset<Row> table,
      String detector,
      List<String> id,
      UnaryOperator<Rows> disturb,
      Path folder)
      throws IOException {
    FittedFeatures features = FeatureFitting.fit(table, features());
    List<String> columns = new ArrayList<>(RowEncoder.columns(features.plan()));
    columns.addAll(id);
    Dataset<Row> needed = InternalRows.only(table, columns);
    try (SparkRows rows =
        ShardedRows.of(needed, RowEncoder.bind(features.plan(), needed.schema()), id, SHARDS)) {
      return files(
          train(disturb.apply(rows), detector, Optional.of(features)),
          Files.createTempDirectory(folder, "model"));
    }
  }

  /** Trains on rows of either kind. */
  static Model train(Rows rows, String detector, Optional<FittedFeatures> features) {
    Settings settings =
        Settings.load(
            ConfigFactory.parseString("detector.name = " + detector)
                .withFallback(ConfigFactory.parseString(SETTINGS)),
            Settings.reference());
    TrainingSettings training = TrainingSettings.read(settings);
    Recipe recipe =
        new Recipe(
            Detectors.from(settings, training.engine()),
            settings.resolvedJson("detector", "encoder", "threshold", "training"),
            features.map(FittedFeatures::plan),
            Recipe.Quantile.EXACT,
            new TreeMap<>());
    settings.finish();
    return ModelTraining.train(rows, new Training(training, Journal.NONE, Progress.NONE), recipe);
  }

  static ModelBytes files(Model model, Path folder) throws IOException {
    ModelFiles.write(model, new LocalFolder(folder));
    List<Byte> bytes = new ArrayList<>();
    for (byte each : Files.readAllBytes(folder.resolve("parameters.bin"))) {
      bytes.add(each);
    }
    return new ModelBytes(Files.readString(folder.resolve("model.json")), bytes);
  }

  private static FeatureSettings features() {
    return FeatureSettings.defaults()
        .withRoles(
            new FeatureSettings.Roles(List.of("row"), Optional.of("label"), List.of(), List.of()));
  }
}
