package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.error.ExitCode;
import io.cordon.model.LoadedModel;
import io.cordon.spark.SharedSession;
import io.cordon.spark.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;

/** A detector on an encoder that another program trained, through the jobs. */
class ImportedEncoderIT {
  @TempDir private Path folder;

  @BeforeEach
  void writeTable() {
    SharedSession.session()
        .range(300)
        .selectExpr(
            "id", "sin(id) as a", "cos(id * 3) as b", "sin(id * 7) as c", "id % 5 / 5d as d")
        .write()
        .parquet(at("table"));
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  /** A classifier of rows of so many features, whose last layer is not for us. */
  private Path encoder(int features) throws IOException {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .list()
                .layer(
                    new DenseLayer.Builder()
                        .nIn(features)
                        .nOut(6)
                        .activation(Activation.TANH)
                        .build())
                .layer(
                    new DenseLayer.Builder().nIn(6).nOut(3).activation(Activation.SIGMOID).build())
                .layer(
                    new OutputLayer.Builder().nIn(3).nOut(2).activation(Activation.SOFTMAX).build())
                .build());
    network.init();
    Path path = folder.resolve("encoder.zip");
    ModelSerializer.writeModel(network, path.toFile(), true);
    return path;
  }

  private Map<String, String> settings(String model, Path encoder) {
    return settings(model, encoder.toUri().toString());
  }

  private Map<String, String> settings(String model, String encoder) {
    Map<String, String> settings = new HashMap<>();
    settings.put("source.path", at("table"));
    settings.put("source.id", "[id]");
    settings.put("detector.name", "oc-svm");
    settings.put("detector.oc-svm.features", "20");
    settings.put("detector.oc-svm.rounds", "5");
    settings.put("encoder.name", "imported");
    settings.put("encoder.imported.path", "\"" + encoder + "\"");
    settings.put("encoder.imported.layers", "2");
    settings.put("training.shards", "3");
    settings.put("model.path", at(model));
    settings.put("output.path", at("scored"));
    return settings;
  }

  @Test
  void theModelScoresAlikeByJobProcessAndPipelineAfterTheFileIsGone() throws IOException {
    Path file = encoder(4);
    JobRun trained = JobRun.with(settings("model", file), "train");
    assertThat(trained.code()).as(trained.err()).isZero();
    Files.delete(file);
    JobRun scored = JobRun.with(settings("model", file), "score");
    assertThat(scored.code()).as(scored.err()).isZero();

    Dataset<Row> table = SharedSession.session().read().parquet(at("table"));
    Map<Long, RowScores.Scored> byJob =
        RowScores.of(SharedSession.session().read().parquet(at("scored")), "id");
    assertThat(byJob).hasSize(300);
    LoadedModel model = LoadedModel.read(new Storage(new Configuration()).folder(at("model")));
    assertThat(model.model().fitted().vectors().get("imported")).hasSize(4 * 6 + 6 + 6 * 3 + 3);
    assertThat(model.model().settingsJson()).doesNotContain("encoder.zip");
    assertThat(RowScores.inProcess(model, table, "id")).isEqualTo(byJob);
    PipelineModel pipeline = PipelineModel.load(at("model") + "/pipeline");
    assertThat(RowScores.of(pipeline.transform(table), "id")).isEqualTo(byJob);
  }

  @Test
  void theFileMayLieOnHdfs() throws IOException {
    Path local = encoder(4);
    JobRun trained;
    String address;
    try (Hdfs hdfs = Hdfs.in(folder.resolve("hdfs"))) {
      address = hdfs.at("/encoders/network.zip");
      hdfs.files()
          .copyFromLocalFile(
              new org.apache.hadoop.fs.Path(local.toUri()), new org.apache.hadoop.fs.Path(address));
      trained = JobRun.with(settings("of-hdfs", address), "train");
    }
    assertThat(address).startsWith("hdfs://");
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(JobRun.with(settings("of-disk", local), "train").code()).isZero();
    Storage storage = new Storage(new Configuration());
    assertThat(LoadedModel.read(storage.folder(at("of-hdfs"))).model().fitted().vectors())
        .usingRecursiveComparison()
        .isEqualTo(LoadedModel.read(storage.folder(at("of-disk"))).model().fitted().vectors());
  }

  @Test
  void anEncoderThatIsMissingOrTakesOtherRowsEndsTraining() throws IOException {
    JobRun missing = JobRun.with(settings("model", folder.resolve("none.zip")), "train");
    assertThat(missing.err()).contains("encoder.imported.path must name a file that can be read");
    assertThat(missing.code()).isEqualTo(ExitCode.STORAGE.code());
    JobRun other = JobRun.with(settings("model", encoder(7)), "train");
    assertThat(other.err()).contains("takes rows of 7 features, but a row has 4 features");
    assertThat(other.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(folder.resolve("model")).doesNotExist();
  }
}
