package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.spark.SharedSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a row is called must not shape the model. */
class LabelLeakIT {
  @TempDir private static Path folder;

  @BeforeAll
  static void writeTables() {
    Dataset<Row> features =
        SharedSession.session()
            .range(400)
            .selectExpr("id", "sin(id) as amount", "concat('s', id % 7) as service");
    save(features.selectExpr("*", "cast(id % 10 = 0 as int) as label"), "labelled");
    save(features.selectExpr("*", "cast(hash(id) % 2 = 0 as int) as label"), "permuted");
    save(features, "unlabelled");
  }

  @Test
  void otherLabelsGiveTheSameModelFiles() throws IOException {
    train("labelled", "label");
    train("permuted", "label");
    assertThat(file("permuted", "parameters.bin")).isEqualTo(file("labelled", "parameters.bin"));
    assertThat(file("permuted", "model.json")).isEqualTo(file("labelled", "model.json"));
  }

  @Test
  void noLabelsGiveTheSameParametersAndTheSameThreshold() throws IOException {
    train("labelled", "label");
    train("unlabelled", "");
    assertThat(file("unlabelled", "parameters.bin")).isEqualTo(file("labelled", "parameters.bin"));
    String dropped = ",\n    {\n      \"column\" : \"label\",\n      \"reason\" : \"label\"\n    }";
    String labelled =
        new String(file("labelled", "model.json"), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(
            new String(file("unlabelled", "model.json"), java.nio.charset.StandardCharsets.UTF_8)
                .replaceAll("\\s", ""))
        .as("the label is nowhere but in the list of what was dropped")
        .isEqualTo(labelled.replaceAll("\\s", "").replace(dropped.replaceAll("\\s", ""), ""));
  }

  private static void train(String table, String label) {
    Map<String, String> settings = new HashMap<>();
    settings.put("source.path", folder.resolve(table).toString());
    settings.put("source.id", "id");
    settings.put("source.label", "\"" + label + "\"");
    settings.put("detector.name", "autoencoder");
    settings.put("detector.autoencoder.hidden", "4");
    settings.put("detector.autoencoder.code", "2");
    settings.put("training.rounds", "1");
    settings.put("training.shards", "2");
    settings.put("model.path", folder.resolve(table + "-model").toString());
    settings.put("model.if-exists", "replace");
    JobRun run = JobRun.with(settings, "train");
    assertThat(run.code()).as(run.err()).isZero();
  }

  private static void save(Dataset<Row> table, String name) {
    table.write().parquet(folder.resolve(name).toString());
  }

  private static byte[] file(String table, String name) throws IOException {
    return Files.readAllBytes(folder.resolve(table + "-model").resolve(name));
  }
}
