package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.jobs.day.DayPlaces;
import io.cordon.jobs.day.ScoreDayJob;
import io.cordon.jobs.settings.RunSettings;
import io.cordon.spark.SharedSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Days of tables in a catalogue of databases, tables and partitions. It is Spark's own, which lives
 * as long as the session, so the job runs in the test's session; no Hive metastore runs here.
 */
class HiveDayIT {
  @TempDir private static Path folder;
  private static Path model;
  private Path lake;
  private SparkSession spark;

  @BeforeAll
  static void train() throws IOException {
    model = Lake.trained(folder);
  }

  @BeforeEach
  void open() throws IOException {
    lake = Files.createTempDirectory(folder, "lake");
    spark = SharedSession.session();
    spark.sql("CREATE DATABASE lake");
  }

  @AfterEach
  void drop() {
    spark.sql("DROP DATABASE lake CASCADE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "orc"})
  void matrix37And38ADayIsPublishedOnceAndReplacedExactlyAndTheCatalogueKnowsIt(String files) {
    create(files);
    append("id", 200);
    assertThat(score(false).outcome()).isEqualTo(ScoreDayJob.Outcome.PUBLISHED);
    assertThat(days()).isEqualTo("[[2026-11-20,200]]");
    assertThat(score(false).outcome()).isEqualTo(ScoreDayJob.Outcome.ALREADY_COMPLETE);
    append("id + 5000 as id", 7);
    ScoreDayJob.Result result = score(false);
    assertThat(result.counts().scored()).isEqualTo(207);
    assertThat(result.place()).isEqualTo("lake.scored, date=2026-11-20");
    assertThat(days()).isEqualTo("[[2026-11-20,207]]");
    assertThat(score(true).outcome()).isEqualTo(ScoreDayJob.Outcome.PUBLISHED);
    assertThat(days()).isEqualTo("[[2026-11-20,207]]");
    assertThat(lake.resolve("scored/_quarantine/date=2026-11-20")).isDirectory();
  }

  @Test
  void aDayThatTheCatalogueDoesNotKnowIsNone() {
    create("parquet");
    refused(ExitCode.STORAGE, "has no partition date=2026-11-20");
  }

  @Test
  void aTableThatIsNotThereOrNotOfDaysIsRefused() {
    create("parquet");
    append("id", 5);
    spark.sql("DROP TABLE lake.scored");
    refused(ExitCode.STORAGE, "There is no table lake.scored");
    spark.sql("CREATE TABLE lake.scored (id BIGINT, date STRING) USING parquet");
    refused(ExitCode.MISMATCH, "must be partitioned by date alone, but is by []");
  }

  @Test
  void aTableWithOtherColumnsIsRefusedBeforeARowIsScored() {
    create("parquet");
    append("cast(null as bigint) as id", 5);
    refused(ExitCode.BAD_DATA, "may be set aside (quarantine.max-share)");
    spark.sql("DROP TABLE lake.scored");
    table("scored", "id BIGINT, score DOUBLE", "parquet");
    refused(ExitCode.MISMATCH, "must have, beside the day, the columns id BIGINT,");
  }

  private void refused(ExitCode code, String words) {
    assertThatThrownBy(() -> score(false))
        .isInstanceOfSatisfying(
            UserException.class, refused -> assertThat(refused.exitCode()).isEqualTo(code))
        .hasMessageContaining(words);
  }

  private void create(String files) {
    table("source", "id BIGINT, amount DOUBLE, hour INT, service STRING", files);
    table(
        "scored",
        "id BIGINT, outlierScore DOUBLE, predictedLabel DOUBLE, severity DOUBLE, reasons ARRAY<STRUCT<feature: STRING, share: DOUBLE>>, modelId STRING, scoredAt DATE",
        files);
  }

  private void table(String name, String columns, String files) {
    spark.sql(
        "CREATE TABLE lake.%s (%s, date STRING) USING %s PARTITIONED BY (date) LOCATION '%s'"
            .formatted(name, columns, files, lake.resolve(name).toUri()));
  }

  private void append(String id, int rows) {
    Lake.good()
        .limit(rows)
        .selectExpr(id, "amount", "hour", "service", "'2026-11-20' as date")
        .write()
        .insertInto("lake.source");
  }

  private String days() {
    return spark.table("lake.scored").groupBy("date").count().collectAsList().toString();
  }

  private ScoreDayJob.Result score(boolean force) {
    Map<String, String> settings = new HashMap<>();
    settings.put("source.path", "lake.source");
    settings.put("source.format", "hive");
    settings.put("source.date-column", "date");
    settings.put("source.id", "id");
    settings.put("model.path", model.toString());
    settings.put("output.path", "lake.scored");
    settings.put("output.format", "hive");
    settings.put("output.columns", "id");
    RunSettings run = RunSettings.load(Optional.empty(), settings);
    LocalDate day = LocalDate.of(2026, 11, 20);
    return new ScoreDayJob(
            spark, run, DayPlaces.of(run), new ScoreDayJob.Request(day, false, force, true))
        .run();
  }
}
