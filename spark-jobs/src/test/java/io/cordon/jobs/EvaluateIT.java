package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cordon.error.ExitCode;
import io.cordon.spark.SharedSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels that say little: a metric is a number or undefined with a reason, never NaN. */
class EvaluateIT {
  @TempDir private static Path folder;

  @BeforeAll
  static void writeScoredTables() {
    Dataset<Row> scored =
        SharedSession.session()
            .range(100)
            .selectExpr("id", "id / 10.0D as outlierScore", "double(id >= 95) as predictedLabel");
    save(scored.selectExpr("*", "0 as label"), "normal");
    save(scored.selectExpr("*", "1 as label"), "anomalies");
    save(scored.selectExpr("*", "cast(null as int) as label"), "null");
    save(scored.selectExpr("*", "if(id % 2 = 0, int(id >= 90), null) as label"), "half");
    save(scored, "none");
    save(
        scored.selectExpr("id", "double('NaN') as outlierScore", "predictedLabel", "1 as label"),
        "nan");
  }

  @Test
  void matrix62OneClassLeavesRankingsUndefined() throws IOException {
    assertUndefined("normal", "undefined: all 100 rows are normal");
    assertUndefined("anomalies", "undefined: all 100 rows are anomalies");
  }

  @Test
  void matrix62NullLabelsCountForNothing() throws IOException {
    JsonNode report = assertUndefined("null", "undefined: there are no rows");
    assertThat(report.at("/rows").asInt()).isZero();
    assertThat(report.at("/unlabelled").asInt()).isEqualTo(100);
    JsonNode half = evaluate("half");
    assertThat(half.at("/rows").asInt()).isEqualTo(50);
    assertThat(half.at("/unlabelled").asInt()).isEqualTo(50);
    assertThat(half.at("/trained/auroc").asDouble()).as("ranked perfectly").isEqualTo(1);
    assertThat(half.at("/atThreshold/flagged").asInt()).as("96 and 98").isEqualTo(2);
    assertThat(half.at("/atThreshold/recall").asDouble()).isEqualTo(0.4);
  }

  @Test
  void matrix62ATableWithoutTheLabelColumnIsRefused() {
    JobRun run = run("none");
    assertThat(run.code()).isEqualTo(ExitCode.MISMATCH.code());
    assertThat(run.err())
        .isEqualTo(
            "evaluate needs the column label, but the table at %s has id, outlierScore, predictedLabel: keep it with output.columns when scoring%n"
                .formatted(folder.resolve("none")));
    assertThat(folder.resolve("none.evaluation.json")).doesNotExist();
  }

  @Test
  void aScoreThatIsNoNumberIsRefused() {
    JobRun run = run("nan");
    assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA.code());
    assertThat(run.err())
        .isEqualTo(
            "Every outlierScore must be a finite number, but one is NaN: score the table again\n");
    assertThat(folder.resolve("nan.evaluation.json")).doesNotExist();
  }

  @Test
  void aTableThatIsNotThereIsRefused() {
    JobRun run = run("nowhere");
    assertThat(run.code()).isEqualTo(ExitCode.STORAGE.code());
    assertThat(run.err())
        .isEqualTo(
            "evaluate needs a scored table, but there is none at %s: run score with these settings first%n"
                .formatted(folder.resolve("nowhere")));
  }

  private static JsonNode assertUndefined(String table, String reason) throws IOException {
    JsonNode report = evaluate(table);
    for (String metric :
        new String[] {
          "auroc", "auprcAnomaly", "auprcNormal", "precisionAtTen", "f1AtContamination"
        }) {
      assertThat(report.at("/trained/" + metric).asText()).as(metric).isEqualTo(reason);
    }
    String text =
        Files.readString(folder.resolve(table + ".evaluation.json"))
            + Files.readString(folder.resolve(table + ".evaluation.md"));
    assertThat(text).doesNotContain("NaN").contains("undefined");
    return report;
  }

  private static JsonNode evaluate(String table) throws IOException {
    JobRun run = run(table);
    assertThat(run.code()).as(run.err()).isZero();
    return new ObjectMapper().readTree(folder.resolve(table + ".evaluation.json").toFile());
  }

  private static JobRun run(String table) {
    return JobRun.with(
        Map.of("output.path", folder.resolve(table).toString(), "source.label", "label"),
        "evaluate");
  }

  private static void save(Dataset<Row> table, String name) {
    table.write().parquet(folder.resolve(name).toString());
  }
}
