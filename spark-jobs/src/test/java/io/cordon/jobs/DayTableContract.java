package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.spark.SharedSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What holds for the day of a table, whatever its format: a source and a scored table of it, in one
 * folder for each test.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DayTableContract {
  @TempDir static Path folder;
  Path lake;
  private Path model;

  /** The setting's value. */
  abstract String format();

  /** What Spark is told beside the launcher's settings. */
  Map<String, String> spark() {
    return Map.of();
  }

  /** Where the tables are, as the settings say it. */
  String place(String table) {
    return lake.resolve(table).toString();
  }

  /** Folder of a table. */
  Path folderOf(String table) {
    return lake.resolve(table);
  }

  /** Makes the tables that must be there. */
  void create() {}

  /** Adds rows to the source. */
  abstract void append(String day, Dataset<Row> rows);

  /** The whole scored table. */
  abstract Dataset<Row> scored();

  @BeforeAll
  void openAndTrain() throws IOException {
    SharedSession.stop();
    spark().forEach(System::setProperty);
    model = Lake.trained(Files.createTempDirectory(folder, "model"));
  }

  @AfterAll
  void close() {
    SharedSession.stop();
    spark().keySet().forEach(System::clearProperty);
  }

  @BeforeEach
  void fill() throws IOException {
    lake = Files.createTempDirectory(folder, "lake");
    create();
    append(Lake.BEFORE, Lake.good());
    append(Lake.DAY, Lake.good().selectExpr("id + 1000 as id", "amount", "hour", "service"));
  }

  @Test
  void matrix37And38ADayIsPublishedOnceAndReplacedExactly() {
    done(Lake.BEFORE);
    assertThat(done(Lake.DAY).out()).contains("200 rows of 200 scored", "Published: ");
    assertThat(counts()).containsExactlyInAnyOrder(Lake.BEFORE + " 200", Lake.DAY + " 200");
    assertThat(done(Lake.DAY).out()).contains("Already complete, nothing was written");
    append(
        Lake.DAY, Lake.good().limit(7).selectExpr("id + 5000 as id", "amount", "hour", "service"));
    assertThat(done(Lake.DAY).out()).contains("207 rows of 207 scored", "Published: ");
    assertThat(counts()).containsExactlyInAnyOrder(Lake.BEFORE + " 200", Lake.DAY + " 207");
    assertNoLitter();
  }

  @Test
  void badRowsAreSetAsideWithTheirFileAndPlace() {
    append(
        Lake.DAY,
        Lake.good()
            .limit(20)
            .selectExpr(
                "id + 7000 as id",
                "if(id = 13, double('nan'), amount) as amount",
                "hour",
                "service"));
    assertThat(done(Lake.DAY).out()).contains("219 rows of 220 scored", " 1 quarantined");
    Row row = quarantined().collectAsList().get(0);
    assertThat(row.<Long>getAs("position")).isEqualTo(13);
    assertThat(row.<String>getAs("row")).contains("\"id\":7013");
    assertThat(row.<String>getAs("sourceFile")).contains("/");
  }

  final Dataset<Row> quarantined() {
    return session()
        .read()
        .parquet(folderOf("scored").resolve("_quarantine/date=" + Lake.DAY).toString());
  }

  /** Rows of each day of the scored table. */
  final List<String> counts() {
    return scored().groupBy("date").count().collectAsList().stream()
        .map(row -> row.get(0) + " " + row.getLong(1))
        .toList();
  }

  final JobRun done(String day, String... more) {
    JobRun run = score(day, more);
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  JobRun score(String day, String... more) {
    return JobRun.of(arguments(day, more));
  }

  final String[] arguments(String day, String... more) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("source.path", place("source"));
    settings.put("source.format", format());
    settings.put("source.date-column", "date");
    settings.put("source.id", "id");
    settings.put("model.path", model.toString());
    settings.put("output.path", place("scored"));
    settings.put("output.format", format());
    settings.put("output.columns", "id");
    List<String> all = new ArrayList<>(List.of("score", "--date", day));
    settings.forEach((key, value) -> all.addAll(List.of("--set", key + "=" + value)));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  final SparkSession session() {
    return SharedSession.session();
  }

  /** Of a run nothing stays beside the ledger's entries. */
  final void assertNoLitter() {
    try (Stream<Path> files = Files.list(folderOf("scored").resolve("_cordon"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .allMatch(name -> name.matches("[.]?[0-9-]+([.]report)?[.](json|html)([.]crc)?"));
    } catch (IOException problem) {
      throw new java.io.UncheckedIOException(problem);
    }
  }
}
