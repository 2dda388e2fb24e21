package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.error.ExitCode;
import io.cordon.spark.SharedSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One day scored and published: what is in it, and what a second run does. */
class ScoreDayIT {
  @TempDir private static Path folder;
  private static Path model;
  private Lake lake;

  @BeforeAll
  static void train() throws IOException {
    model = Lake.trained(folder);
  }

  @BeforeEach
  void fill() {
    lake = Lake.in(folder, model);
  }

  @Test
  void publishesThatDayWithItsColumnsAndNoOther() {
    JobRun run = lake.done(Lake.DAY);
    assertThat(run.out())
        .contains(
            ": 200 rows of 200 scored, ", " 0 quarantined; 0 files of 2 unreadable. Published: ");
    Dataset<Row> table = lake.table(Lake.DAY);
    assertThat(table.columns())
        .containsExactly(
            "id", "outlierScore", "predictedLabel", "severity", "reasons", "modelId", "scoredAt");
    assertThat(table.count()).isEqualTo(Lake.ROWS);
    assertThat(table.where("scoredAt = date '2026-11-20' and length(modelId) = 16").count())
        .isEqualTo(Lake.ROWS);
    assertThat(table.where("severity >= 0 and severity <= 100").count()).isEqualTo(Lake.ROWS);
    assertThat(table.where("predictedLabel = 1 and severity < 90").count())
        .as("contamination is 0.1: what is flagged lies among the highest tenth")
        .isZero();
    assertThat(lake.quarantined(Lake.DAY).count()).isZero();
    assertThat(lake.scored(Lake.BEFORE)).doesNotExist();
    lake.assertNoLitter();
    Map<String, String> day = lake.published();
    lake.done(Lake.BEFORE);
    assertThat(lake.published()).containsAllEntriesOf(day);
    assertThat(SharedSession.session().read().parquet(folder(lake)).groupBy("date").count().count())
        .isEqualTo(2);
  }

  @Test
  void matrix38TheSameRunTwiceIsAlreadyCompleteAndForceReplaces() {
    lake.done(Lake.DAY);
    List<Row> rows = sorted(lake.table(Lake.DAY));
    Map<String, String> before = lake.published();
    assertThat(lake.done(Lake.DAY).out())
        .contains("200 rows of 200 scored", "Already complete, nothing was written");
    assertThat(lake.published()).isEqualTo(before);
    assertThat(lake.done(Lake.DAY, "--force").out()).contains("Published: ");
    assertThat(lake.published()).doesNotContainEntry(anyOf(before), before.get(anyOf(before)));
    assertThat(sorted(lake.table(Lake.DAY))).isEqualTo(rows);
    lake.assertNoLitter();
  }

  @Test
  void matrix37LateRowsReplaceTheDayExactly() {
    lake.done(Lake.BEFORE);
    lake.done(Lake.DAY);
    Map<String, String> other = only(lake.published(), Lake.BEFORE);
    lake.append(
        Lake.DAY, Lake.good().limit(7).selectExpr("id + 5000 as id", "amount", "hour", "service"));
    assertThat(lake.done(Lake.DAY).out()).contains("207 rows of 207 scored");
    assertThat(lake.table(Lake.DAY).count()).isEqualTo(207);
    assertThat(only(lake.published(), Lake.BEFORE)).isEqualTo(other);
    lake.assertNoLitter();
  }

  @Test
  void aDryRunCountsAndWritesNothing() {
    assertThat(lake.done(Lake.DAY, "--dry-run").out())
        .contains("200 rows of 200 scored", "Dry run: nothing was written");
    assertThat(lake.published()).isEmpty();
  }

  @Test
  void theSinksOfSparksMetricsReceiveTheRunsNumbers() throws IOException {
    Path sink = Files.createDirectory(folder.resolve("metrics"));
    Map<String, String> csv =
        Map.of(
            "spark.metrics.conf.*.sink.csv.class",
            "org.apache.spark.metrics.sink.CsvSink",
            "spark.metrics.conf.*.sink.csv.directory",
            sink.toString());
    assertThat(JobRun.under(csv, lake.arguments(Lake.DAY)).code()).isZero();
    assertThat(lastValue(sink, ".driver.cordon.score.rows.csv")).isEqualTo("200");
    assertThat(lastValue(sink, ".driver.cordon.score.quarantined.csv")).isEqualTo("0");
    assertThat(lastValue(sink, ".driver.cordon.score.seconds.publish.csv")).contains(".");
  }

  /** The value in the last line of a metric's file: time, value. */
  private static String lastValue(Path sink, String metric) throws IOException {
    try (Stream<Path> files = Files.list(sink)) {
      Path file =
          files.filter(found -> found.toString().endsWith(metric)).findFirst().orElseThrow();
      List<String> lines = Files.readAllLines(file);
      return lines.get(lines.size() - 1).split(",", -1)[1];
    }
  }

  @Test
  void anotherThresholdAtScoringFlagsOtherRows() {
    assertThat(triedWith("fixed = 1e9")).contains("200 rows of 200 scored, 0 flagged");
    assertThat(triedWith("fixed = -1e9")).contains("200 rows of 200 scored, 200 flagged");
  }

  private String triedWith(String threshold) {
    String set = "output.threshold={mode=fixed, %s}".formatted(threshold);
    return lake.done(Lake.DAY, "--dry-run", "--set", set).out();
  }

  @Test
  void aDayThatTheLedgerDoesNotKnowIsReplacedByForceOnly() throws IOException {
    Files.createDirectories(lake.scored(Lake.DAY));
    Path foreign = Files.writeString(lake.scored(Lake.DAY).resolve("anybody.parquet"), "work");
    JobRun run = lake.score(Lake.DAY);
    assertThat(run.err()).contains("the ledger does not know", "--force");
    assertThat(run.code()).isEqualTo(ExitCode.STORAGE.code());
    assertThat(foreign).hasContent("work");
    lake.done(Lake.DAY, "--force");
    assertThat(foreign).doesNotExist();
    lake.assertNoLitter();
  }

  @Test
  void anotherModelReplacesTheDay() throws IOException {
    lake.done(Lake.DAY);
    Path other = Lake.trained(Files.createTempDirectory(folder, "other"), "2");
    assertThat(lake.done(Lake.DAY, "--set", "model.path=" + other).out()).contains("Published: ");
    assertThat(lake.table(Lake.DAY).select("modelId").distinct().count()).isEqualTo(1);
    assertThat(lake.table(Lake.DAY).count()).isEqualTo(Lake.ROWS);
  }

  @Test
  void theDayIsNoFeatureWhetherTheTableOrOneDayOfItTrains() {
    for (Path table : List.of(lake.source(Lake.DAY).getParent(), lake.source(Lake.DAY))) {
      Path trained = lake.folder().resolve("model-of-" + table.getFileName());
      Map<String, String> settings =
          Map.of(
              "source.path", table.toString(),
              "source.date-column", "date",
              "source.id", "id",
              "training.rounds", "1",
              "detector.name", "pca",
              "model.path", trained.toString());
      JobRun run = JobRun.with(settings, "train");
      assertThat(run.code()).as(run.err()).isZero();
      lake.done(Lake.DAY, "--force", "--set", "model.path=" + trained);
    }
  }

  @Test
  void matrix36EqualKeysAreScoredEachAsItsRow() {
    lake.write(Lake.DAY, Lake.good().union(Lake.good().limit(5)));
    lake.done(Lake.DAY);
    assertThat(lake.table(Lake.DAY).count()).isEqualTo(Lake.ROWS + 5);
  }

  @Test
  void matrix12And17OrderOfColumnsAndEmptyPartitionsChangeNoScore() {
    lake.done(Lake.BEFORE);
    lake.write(
        Lake.DAY,
        Lake.good()
            .select("service", "hour", "id", "amount")
            .repartition(3)
            .union(Lake.good().limit(0).select("service", "hour", "id", "amount")));
    lake.append(Lake.DAY, Lake.good().limit(0).select("service", "hour", "id", "amount"));
    lake.done(Lake.DAY);
    assertThat(sorted(lake.table(Lake.DAY).drop("scoredAt")))
        .isEqualTo(sorted(lake.table(Lake.BEFORE).drop("scoredAt")));
  }

  private static String folder(Lake lake) {
    return lake.folder().resolve("scored").toString();
  }

  private static List<Row> sorted(Dataset<Row> table) {
    return table.orderBy("id").collectAsList();
  }

  private static String anyOf(Map<String, String> published) {
    return published.keySet().stream()
        .filter(file -> file.startsWith("date=") && file.endsWith(".parquet"))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> only(Map<String, String> published, String day) {
    Map<String, String> found = new java.util.TreeMap<>(published);
    found.keySet().removeIf(file -> !file.contains(day));
    assertThat(found).isNotEmpty();
    return found;
  }
}
