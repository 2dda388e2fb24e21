package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.cordon.config.Settings;
import io.cordon.datasets.DatasetRequest;
import io.cordon.datasets.Datasets;
import io.cordon.datasets.NamedDataset;
import io.cordon.detector.registry.Detectors;
import io.cordon.model.LocalFolder;
import io.cordon.model.ModelFiles;
import io.cordon.model.ModelTraining;
import io.cordon.model.Recipe;
import io.cordon.rows.Block;
import io.cordon.rows.Fold;
import io.cordon.rows.LocalRows;
import io.cordon.rows.Rows;
import io.cordon.spark.SparkExtension;
import io.cordon.spark.features.FeatureFitting;
import io.cordon.spark.features.FeatureSettings;
import io.cordon.spark.features.FittedFeatures;
import io.cordon.spark.features.RowEncoder;
import io.cordon.spark.rows.ShardedRows;
import io.cordon.spark.rows.SparkRows;
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
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** All of KDD Cup 99, once on Spark and once on arrays in this process. */
@ExtendWith(SparkExtension.class)
class FullKddIT {
  private static final NamedDataset KDD = Datasets.named("kddcup99");
  private static final int ROWS = 494_021;
  private static final int SHARDS = 8;

  /** The settings of which most is drawn, clustered and selected anew. */
  private static final List<String> DETECTORS =
      List.of(
          "name = duad, duad { reselect = 1, tolerance = 0.0 }",
          "name = plad, plad { variant = variational, symmetric = true }");

  private final SparkSession spark;
  @TempDir private Path folder;

  FullKddIT(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void modelsOfDuadAndPladAreTheSameOnSparkAndInProcess() throws IOException {
    Path data = RealData.folderWith(RealData.KDD);
    Dataset<Row> table = KDD.table(spark, DatasetRequest.in(data.toString())).repartition(5);
    FeatureSettings.Roles roles =
        new FeatureSettings.Roles(
            KDD.idColumns(), Optional.of(KDD.labelColumn()), KDD.excludedColumns(), List.of());
    FittedFeatures features =
        FeatureFitting.fit(table, FeatureSettings.defaults().withRoles(roles));
    RowEncoder encoder = RowEncoder.bind(features.plan(), table.schema());
    try (SparkRows rows = ShardedRows.of(table, encoder, List.of(), SHARDS)) {
      LocalRows local = LocalRows.of(rows.width(), rows.fold(new Gather()), SHARDS);
      assertThat(local.count()).isEqualTo(ROWS).isEqualTo(rows.count());
      for (String detector : DETECTORS) {
        Bytes expected = trained(local, detector, "local");
        assertThat(trained(rows, detector, "spark")).as(detector).isEqualTo(expected);
      }
    }
  }

  /** What the two files of a model hold. */
  private record Bytes(String json, List<Byte> parameters) {}

  private Bytes trained(Rows rows, String detector, String where) throws IOException {
    Settings settings =
        Settings.load(
            ConfigFactory.parseString("training.rounds = 2, detector { " + detector + " }"),
            Settings.reference());
    TrainingSettings training = TrainingSettings.read(settings);
    Recipe recipe =
        new Recipe(
            Detectors.from(settings, training.engine()),
            settings.resolvedJson("detector", "training"),
            Optional.empty(),
            Recipe.Quantile.EXACT,
            new TreeMap<>());
    Path model = Files.createTempDirectory(folder, where);
    ModelFiles.write(
        ModelTraining.train(rows, new Training(training, Journal.NONE, Progress.NONE), recipe),
        new LocalFolder(model));
    List<Byte> parameters = new ArrayList<>();
    for (byte each : Files.readAllBytes(model.resolve("parameters.bin"))) {
      parameters.add(each);
    }
    return new Bytes(Files.readString(model.resolve("model.json")), parameters);
  }

  /** Brings every row home, copies too, whatever its shard. */
  private record Gather() implements Fold<float[]> {
    private static final long serialVersionUID = 1L;

    @Override
    public float[] zero() {
      return new float[0];
    }

    @Override
    public float[] gather(int shard, Block block) {
      int[] rows = block.expanded();
      float[] values = new float[rows.length * block.width()];
      for (int row = 0; row < rows.length; row++) {
        System.arraycopy(
            block.values(), rows[row] * block.width(), values, row * block.width(), block.width());
      }
      return values;
    }

    @Override
    public float[] merge(float[] left, float[] right) {
      float[] both = java.util.Arrays.copyOf(right, right.length + left.length);
      System.arraycopy(left, 0, both, right.length, left.length);
      return both;
    }
  }
}
