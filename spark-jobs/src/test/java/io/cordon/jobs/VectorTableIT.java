package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cordon.error.ExitCode;
import io.cordon.model.LoadedModel;
import io.cordon.spark.SharedSession;
import io.cordon.spark.storage.Storage;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables with a column of vectors, such as the pixels of images, through the jobs. */
class VectorTableIT {
  private static final String PIXELS =
      "transform(sequence(1, 12), pixel -> float(0.5 + 0.5 * sin(pixel + id % 3)))";
  private static final int IMAGES = 600;

  @TempDir private Path folder;

  @Test
  void aTableOfVectorsAndAnotherColumnIsTrainedOnAndScoredAlikeByJobProcessAndPipeline() {
    write(PIXELS + " as pixels", "sin(id) as x", "concat('s', id % 2) as k");
    trainAndScore(Map.of());
    Dataset<Row> table = SharedSession.session().read().parquet(at("table"));
    Map<Long, RowScores.Scored> scored =
        RowScores.of(SharedSession.session().read().parquet(at("scored")), "id");
    assertThat(scored).hasSize(200);
    LoadedModel model = LoadedModel.read(new Storage(new Configuration()).folder(at("model")));
    assertThat(model.model().features().orElseThrow().width()).isEqualTo(1 + 3 + 12);
    assertThat(RowScores.inProcess(model, table, "id")).isEqualTo(scored);
    PipelineModel pipeline = PipelineModel.load(at("model") + "/pipeline");
    assertThat(RowScores.of(pipeline.transform(table), "id")).isEqualTo(scored);
  }

  @Test
  void vectorsThatAreNotWholeEndTrainingWithAllThatIsWrong() {
    write(
        "case id when 3 then null when 4 then array(1f, 2f) when 5 then transform("
            + PIXELS
            + ", (pixel, place) -> if(place = 7, float('NaN'), pixel)) else "
            + PIXELS
            + " end as pixels");
    JobRun run = JobRun.with(settings(Map.of()), "train");
    assertThat(run.err())
        .contains(
            "Column 'pixels' has 1 rows without vector",
            "column 'pixels' has 1 that are null or NaN and 0 infinite",
            "those of 'pixels' have 2 to 12 entries");
    assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA.code());
  }

  @Test
  void aDaysRowsWhoseVectorIsNotWholeAreSetAside() {
    write(PIXELS + " as pixels");
    JobRun trained = JobRun.with(settings(Map.of()), "train");
    assertThat(trained.code()).as(trained.err()).isZero();
    Lake lake = Lake.in(folder, Path.of(at("model")));
    String odd =
        "case id when 3 then null when 4 then array(1f, 2f) when 5 then transform(%s, (pixel, place) -> if(place = 7, float('NaN'), pixel)) when 6 then transform(%s, (pixel, place) -> if(place = 0, null, pixel)) else %s end as pixels"
            .formatted(PIXELS, PIXELS, PIXELS);
    lake.write(Lake.DAY, SharedSession.session().range(200).selectExpr("id", odd));
    String share = "quarantine.max-share=0.1";
    assertThat(lake.done(Lake.DAY, "--set", share).out())
        .contains(": 196 rows of 200 scored", " 4 quarantined;");
    assertThat(lake.quarantined(Lake.DAY).orderBy("row").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder(
            "A vector of column 'pixels' is null, but a vector of the training table has 12: mend the table",
            "A vector of column 'pixels' has 2 entries, but a vector of the training table has 12: mend the table",
            "A vector of column 'pixels' has an entry that is NaN (number 8): mend the table",
            "A vector of column 'pixels' has an entry that is null (number 1): mend the table");
  }

  @Test
  void fashionMnistsTrousersAreToldFromOtherClothesByTheAutoencoder() throws IOException {
    Path file = someImages();
    Map<String, String> images =
        Map.of(
            "source.dataset", "fashion-mnist",
            "source.data", file.toString(),
            "source.file", "test",
            "source.normal-classes", "[1]",
            "training.supervision", "semi-supervised",
            "training.rounds", "20",
            "training.batch", "16",
            "features.scaling", "none",
            "output.columns", "[part, row, class, label]");
    trainAndScore(images);
    JobRun run = JobRun.with(settings(images), "evaluate");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode evaluation =
        new ObjectMapper().readTree(folder.resolve("scored.evaluation.json").toFile());
    assertThat(evaluation.at("/rows").asInt()).isEqualTo(IMAGES);
    assertThat(evaluation.at("/trained/auroc").asDouble())
        .as("trousers are the easiest class: far above chance")
        .isGreaterThan(0.8);
    assertThat(Files.size(folder.resolve("model/model.json")))
        .as("nothing is kept for each pixel but the network's weights")
        .isLessThan(20_000);
  }

  /** A folder with the first images of Fashion-MNIST's test part. */
  private Path someImages() throws IOException {
    Path data = RealData.folderWith("fashion-mnist/t10k-images-idx3-ubyte.gz");
    cut(data.resolve("fashion-mnist/t10k-images-idx3-ubyte.gz"), 2, 784);
    cut(data.resolve("fashion-mnist/t10k-labels-idx1-ubyte.gz"), 0, 1);
    return folder;
  }

  private void cut(Path source, int further, int bytes) throws IOException {
    Path target = folder.resolve(source.getFileName());
    try (DataInputStream in =
            new DataInputStream(new GZIPInputStream(Files.newInputStream(source)));
        OutputStream packed = new GZIPOutputStream(Files.newOutputStream(target));
        DataOutputStream out = new DataOutputStream(packed)) {
      out.writeInt(in.readInt());
      in.readInt();
      out.writeInt(IMAGES);
      for (int number = 0; number < further; number++) {
        out.writeInt(in.readInt());
      }
      out.write(in.readNBytes(IMAGES * bytes));
    }
  }

  private void write(String... columns) {
    List<String> all = new java.util.ArrayList<>(List.of("id"));
    all.addAll(List.of(columns));
    SharedSession.session()
        .range(0, 200, 1, 2)
        .selectExpr(all.toArray(String[]::new))
        .write()
        .parquet(at("table"));
  }

  private void trainAndScore(Map<String, String> more) {
    for (String job : List.of("train", "score")) {
      JobRun run = JobRun.with(settings(more), job);
      assertThat(run.code()).as(run.err()).isZero();
    }
  }

  private Map<String, String> settings(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    if (!more.containsKey("source.dataset")) {
      settings.put("source.path", at("table"));
      settings.put("source.id", "id");
    }
    settings.put("detector.name", "autoencoder");
    settings.put("detector.autoencoder.hidden", "[16]");
    settings.put("detector.autoencoder.code", "4");
    settings.put("training.rounds", "2");
    settings.put("training.shards", "2");
    settings.put("model.path", at("model"));
    settings.put("output.path", at("scored"));
    settings.putAll(more);
    return settings;
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }
}
