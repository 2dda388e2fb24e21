package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cordon.datasets.HoldOut;
import io.cordon.jobs.settings.RunSettings;
import io.cordon.model.LoadedModel;
import io.cordon.model.ModelFiles;
import io.cordon.spark.SharedSession;
import io.cordon.spark.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole road through the command line, each job in a session of its own. */
class RoadIT {
  private static final int KDD_ROWS = 50_000;

  @TempDir private Path folder;

  @Test
  void trainsScoresAndEvaluatesADemoTableWithTheOneClassNetwork() throws IOException {
    Path settings =
        settings(
            """
            source { dataset = demo, rows = 2000, anomaly-share = 0.05 }
            detector { name = oc-nn, autoencoder { hidden = [30], code = 8 }, oc-nn.alternations = 3 }
            training { rounds = 3, shards = 3 }
            threshold.contamination = 0.05
            """);
    JsonNode evaluation = walk(settings, 2000);
    assertThat(evaluation.at("/anomalies").asLong()).isEqualTo(100);
    assertThat(evaluation.at("/trained/auroc").asDouble()).isStrictlyBetween(0.0, 1.0);
    assertThat(evaluation.at("/untrained/auroc").asDouble()).isStrictlyBetween(0.0, 1.0);
    assertOneTruth(settings);
  }

  @Test
  void trainsScoresAndEvaluatesRealConnectionsWithTheAutoencoder() throws IOException {
    RealData.kddSample(folder, KDD_ROWS);
    Path settings =
        settings(
            """
            source { dataset = kddcup99, data = "%s", orientation = normal-is-anomaly }
            detector.name = autoencoder
            training { rounds = 3, shards = 4 }
            threshold.contamination = 0.2
            """
                .formatted(folder));
    JsonNode evaluation = walk(settings, KDD_ROWS);
    assertThat(evaluation.at("/trained/auroc").asDouble())
        .as("attacks learned as the normal class: far above chance")
        .isGreaterThan(0.8);
    assertOneTruth(settings);
  }

  /** Train, score, evaluate; gives the evaluation's report. */
  private JsonNode walk(Path settings, int rows) throws IOException {
    done(JobRun.of("train", "--config", settings.toString()), "Trained ");
    assertThat(Path.of(at("model") + ".train.html")).content().contains("id=\"loss\"");
    done(
        JobRun.of("score", "--config", settings.toString(), "--set", "output.control=true"),
        "Scored %,d rows".formatted(rows));
    done(JobRun.of("evaluate", "--config", settings.toString()), "| AUROC | 0.");
    JsonNode scoring = report("scored.score.json");
    assertThat(scoring.at("/rows").asInt()).isEqualTo(rows);
    assertThat(SharedSession.session().read().parquet(at("scored")).count()).isEqualTo(rows);
    JsonNode evaluation = report("scored.evaluation.json");
    assertThat(evaluation.at("/rows").asInt()).isEqualTo(rows);
    assertThat(evaluation.at("/atThreshold/flagged").asLong())
        .isEqualTo(scoring.at("/flagged").asLong());
    return evaluation;
  }

  /** The scored table, the model's files in process and the plain pipeline say the same bits. */
  private void assertOneTruth(Path settings) {
    Dataset<Row> table =
        RunSettings.load(Optional.of(settings), Map.of())
            .source()
            .read(SharedSession.session(), HoldOut.Part.ALL)
            .cache();
    Map<Long, RowScores.Scored> scored =
        RowScores.of(SharedSession.session().read().parquet(at("scored")), "row");
    LoadedModel model = LoadedModel.read(new Storage(new Configuration()).folder(at("model")));
    assertThat(RowScores.inProcess(model, table, "row")).isEqualTo(scored);
    PipelineModel pipeline = PipelineModel.load(at("model") + "/pipeline");
    assertThat(RowScores.of(pipeline.transform(table), "row")).isEqualTo(scored);
    table.unpersist();
    assertThat(ModelFiles.identity(model.model())).hasSize(16);
  }

  private Path settings(String run) throws IOException {
    String places =
        "model.path = \"%s\"%noutput { path = \"%s\", columns = [row, label] }%n"
            .formatted(at("model"), at("scored"));
    return Files.writeString(folder.resolve("run.conf"), run + places);
  }

  private static void done(JobRun run, String printed) {
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains(printed);
    assertThat(run.err()).isEmpty();
  }

  private JsonNode report(String name) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(name).toFile());
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }
}
