package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.error.ExitCode;
import io.cordon.spark.S3Server;
import io.cordon.spark.SharedSession;
import io.cordon.spark.lake.DeltaTarget;
import io.cordon.spark.publish.DayRun;
import io.cordon.spark.publish.TableDay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The nightly run with its source, and a Delta table for its days, on S3. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class S3DayIT {
  private static final String BUCKET = "s3a://" + S3Server.BUCKET;
  private static final String SOURCE = BUCKET + "/source";
  private static final String SILENT = "s3a://silent";

  @TempDir private static Path folder;
  private static Lake lake;
  private static S3Server server;
  private static final Map<String, String> SPARK = new LinkedHashMap<>();

  @BeforeAll
  static void start() throws IOException {
    server = S3Server.start(Files.createDirectory(folder.resolve("objects")));
    lake = Lake.in(folder, Lake.trained(folder));
    SPARK.putAll(server.settings());
    SPARK.put(
        "spark.hadoop.fs.s3a.bucket.silent.endpoint", S3Server.address(S3Server.silentPort()));
    // How often is Cordon's affair; how long between two attempts is shortened here.
    SPARK.put("spark.hadoop.fs.s3a.retry.interval", "20ms");
    SPARK.put("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension");
    SPARK.put("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    SPARK.put("spark.databricks.delta.snapshotPartitions", "1");
    SharedSession.stop();
    SPARK.forEach(System::setProperty);
    Lake.good().write().parquet(SOURCE + "/date=" + Lake.DAY);
    // The next one is opened by a run, and so with a run's patience.
    Configuration hadoop = SharedSession.session().sparkContext().hadoopConfiguration();
    FileSystem.get(java.net.URI.create(BUCKET), hadoop).close();
  }

  @AfterAll
  static void stop() {
    SharedSession.stop();
    SPARK.keySet().forEach(System::clearProperty);
    server.close();
  }

  @Test
  @Order(1)
  void aDayIsReadFromS3AndPublishedInADeltaTableThereOnce() {
    String table = BUCKET + "/scored";
    String[] to = {"--set", "output.path=" + table, "--set", "output.format=delta"};
    JobRun run = score(SOURCE, to);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("200 rows of 200 scored", "Published: " + table);
    Dataset<Row> days = SharedSession.session().read().format("delta").load(table);
    assertThat(days.where("date = '" + Lake.DAY + "'").count()).isEqualTo(Lake.ROWS);
    assertThat(score(SOURCE, to).out()).contains("Already complete, nothing was written");
  }

  @Test
  @Order(2)
  @Timeout(120)
  void theLockOfALivingRunIsRenewed() throws IOException {
    Configuration hadoop = SharedSession.session().sparkContext().hadoopConfiguration();
    TableDay day =
        new TableDay(
            new org.apache.hadoop.fs.Path(BUCKET + "/held"), "date", LocalDate.parse(Lake.DAY));
    DeltaTarget target = new DeltaTarget(SharedSession.session(), day);
    org.apache.hadoop.fs.Path lock =
        new org.apache.hadoop.fs.Path(day.table(), "_cordon/" + Lake.DAY + ".lock-1");
    FileSystem files = lock.getFileSystem(hadoop);
    try (DayRun run = DayRun.open(hadoop, target, Duration.ofSeconds(2), Clock.systemUTC())) {
      assertThat(run.exists()).isFalse();
      long first = files.getFileStatus(lock).getModificationTime();
      long now = first;
      while (now == first) {
        now = files.getFileStatus(lock).getModificationTime();
      }
      assertThat(now).isGreaterThan(first);
    }
    assertThat(files.exists(lock)).isFalse();
  }

  @Test
  @Order(3)
  @Timeout(300)
  void matrix56AnEndpointThatDoesNotAnswerEndsTheRun() {
    refused(score(SILENT + "/source"));
    refused(score(SILENT + "/source", "--set", "source.format=delta"));
    refused(
        score(
            lake.folder().resolve("source").toString(),
            "--set",
            "output.path=" + SILENT + "/scored",
            "--set",
            "output.format=delta"));
    assertThat(lake.published()).isEmpty();
  }

  @Test
  @Order(4)
  @Timeout(300)
  void matrix56AServerThatDiesBetweenTwoNightsLeavesTheFirst() {
    assertThat(score(SOURCE).out()).contains("200 rows of 200 scored", "Published: ");
    Map<String, String> before = lake.published();
    server.close();
    refused(score(SOURCE, "--force"));
    assertThat(lake.published()).as("untouched, and no litter").isEqualTo(before);
    lake.assertNoLitter();
  }

  private static void refused(JobRun run) {
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.STORAGE.code());
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("Connection refused").doesNotContain("restore");
  }

  private static JobRun score(String source, String... more) {
    List<String> all = new ArrayList<>(List.of(lake.arguments(Lake.DAY)));
    all.addAll(List.of("--set", "source.path=" + source));
    all.addAll(List.of(more));
    return JobRun.of(all.toArray(String[]::new));
  }
}
