package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cordon.error.ExitCode;
import io.cordon.spark.SharedSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of sequences through the jobs. */
class SequenceTableIT {
  private static final String EXAMPLE = "../conf/log-sessions.conf";

  @TempDir private Path folder;

  /** The example in conf/ on a few hundred of its sessions. */
  @Test
  void anomalousLogSessionsAreToldFromNormalOnesByTheLstmAutoencoder() throws IOException {
    someSessions();
    Map<String, String> settings = new HashMap<>(places());
    settings.put("source.data", folder.toString());
    settings.put("training.rounds", "10");
    done(settings, "train", "--config", EXAMPLE);
    settings.put("source.file", "test");
    done(settings, "score", "--config", EXAMPLE);
    done(settings, "evaluate", "--config", EXAMPLE);
    JsonNode evaluation =
        new ObjectMapper().readTree(folder.resolve("scored.evaluation.json").toFile());
    assertThat(evaluation.at("/rows").asInt()).isEqualTo(400);
    assertThat(evaluation.at("/trained/auroc").asDouble())
        .as("far above chance, after so little training")
        .isGreaterThan(0.8);
    Map<String, String> shorter = new HashMap<>(settings);
    shorter.put("sequences.events.length", "30");
    refused(
        shorter,
        ExitCode.MISMATCH,
        "Sequences must be made as at training, but the model was trained with form events {",
        "score",
        "--config",
        EXAMPLE);
  }

  @Test
  void windowsOfASeriesAreTrainedOnAndScoredUnderTheirFirstTime() {
    SharedSession.session()
        .range(0, 120, 1, 3)
        .selectExpr(
            "id as time", "sin(id) + if(id = 100, 9, 0) as x", "if(id = 100, 1, 0) as label")
        .write()
        .parquet(folder.resolve("table").toString());
    Map<String, String> settings = new HashMap<>(places());
    settings.putAll(
        Map.of(
            "source.path", folder.resolve("table").toString(),
            "source.label", "label",
            "sequences.form", "series",
            "sequences.series.time", "time",
            "sequences.series.values", "[x]",
            "sequences.series.window", "12",
            "sequences.series.step", "6",
            "features.scaling", "standard",
            "detector.name", "pca"));
    done(settings, "train");
    done(settings, "score");
    Dataset<Row> scored =
        SharedSession.session().read().parquet(folder.resolve("scored").toString());
    assertThat(
            scored.orderBy("time").select("time", "label").collectAsList().stream()
                .map(row -> row.getLong(0) + ":" + row.getInt(1)))
        .hasSize(19)
        .startsWith("0:0", "6:0")
        .contains("90:1", "96:1")
        .endsWith("102:0", "108:0");
    Map<String, String> unknown = new HashMap<>(settings);
    unknown.put("sequences.series.values", "[y]");
    unknown.put("model.path", folder.resolve("other").toString());
    refused(
        unknown,
        ExitCode.USAGE,
        "sequences.series.values names column 'y', which the table does not have",
        "train");
    assertThat(folder.resolve("other")).doesNotExist();
  }

  private Map<String, String> places() {
    return Map.of(
        "model.path", folder.resolve("model").toString(),
        "output.path", folder.resolve("scored").toString(),
        "training.shards", "2");
  }

  private static void done(Map<String, String> settings, String... arguments) {
    JobRun run = JobRun.with(settings, arguments);
    assertThat(run.code()).as(run.err()).isZero();
  }

  private static void refused(
      Map<String, String> settings, ExitCode code, String message, String... arguments) {
    JobRun run = JobRun.with(settings, arguments);
    assertThat(run.err()).contains(message);
    assertThat(run.code()).isEqualTo(code.code());
  }

  private void someSessions() throws IOException {
    Path data = RealData.folderWith("hdfs/hdfs_train.gz").resolve("hdfs");
    spread(data, "hdfs_train", 300, 0, "");
    spread(data, "hdfs_test_abnormal", 200, 0, "");
    spread(data, "robust_log_train.csv", 200, 1, ",0");
    Files.writeString(folder.resolve("robust_log_valid.csv"), "Sequence,label\n");
  }

  /** So many lines with an ending, spread evenly over a file, after its header. */
  private void spread(Path data, String name, int wanted, int header, String ending)
      throws IOException {
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(data.resolve(name + ".gz"))),
                StandardCharsets.US_ASCII))) {
      reader.lines().forEach(lines::add);
    }
    List<String> fitting =
        lines.stream().skip(header).filter(line -> line.endsWith(ending)).toList();
    List<String> some = new ArrayList<>(lines.subList(0, header));
    for (int line = 0; line < wanted; line++) {
      some.add(fitting.get((int) ((long) line * fitting.size() / wanted)));
    }
    Files.write(folder.resolve(name), some);
  }
}
