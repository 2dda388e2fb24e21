package io.cordon.spark.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.rows.Rows;
import io.cordon.spark.Clusters;
import io.cordon.spark.PidFile;
import io.cordon.spark.SharedSession;
import io.cordon.spark.TwoHosts;
import io.cordon.spark.rows.FaultyTask.Fault;
import io.cordon.spark.rows.FaultyTask.Kind;
import io.cordon.spark.rows.SmallRun.ModelBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same data, settings and seed give the same model files, byte for byte, whatever happens. */
@Tag("cluster")
class OneResultIT {
  private static final String DETECTOR = "oc-nn";
  private static final List<String> BY_CONTENT = List.of();
  private static final List<String> BY_ID = List.of("row");

  /** On one thread, undisturbed. */
  private static ModelBytes calm;

  private static ModelBytes calmById;

  @TempDir private static Path folder;

  @BeforeAll
  static void trainOnOneThread() throws IOException {
    SharedSession.stop();
    try (SparkSession session = Clusters.open("local[1]", Map.of())) {
      calm = trained(SmallRun.table(session), BY_CONTENT, UnaryOperator.identity());
      calmById = trained(SmallRun.table(session), BY_ID, UnaryOperator.identity());
    }
  }

  @Test
  void neitherThreadsNorPartitionsNorOrderMatter() throws IOException {
    try (SparkSession session = Clusters.open("local[2]", Map.of())) {
      Dataset<Row> table = SmallRun.table(session);
      assertSame(trained(table, BY_CONTENT, UnaryOperator.identity()), calm);
      for (List<String> id : List.of(BY_CONTENT, BY_ID)) {
        ModelBytes expected = id.isEmpty() ? calm : calmById;
        assertSame(trained(table.repartition(7), id, UnaryOperator.identity()), expected);
        Dataset<Row> shuffled = table.coalesce(1).orderBy(functions.rand(5));
        assertSame(trained(shuffled, id, UnaryOperator.identity()), expected);
      }
    }
    assertThat(calmById).as("ids give other shards, so the case is a real one").isNotEqualTo(calm);
  }

  @Test
  void sparksSerialiserDoesNotMatter() throws IOException {
    try (SparkSession session =
        Clusters.open(
            "local[2]",
            Map.of(
                "spark.serializer",
                "org.apache.spark.serializer.KryoSerializer",
                "spark.kryo.registrator",
                RecordSerialisation.class.getName()))) {
      assertSame(trained(SmallRun.table(session), BY_CONTENT, UnaryOperator.identity()), calm);
    }
  }

  @Test
  void matrix45NeitherALostExecutorNorAFailedAttemptMatter() throws Exception {
    try (SparkSession session = Clusters.open("local-cluster[2,1,1024]", Map.of())) {
      Dataset<Row> table = SmallRun.table(session);
      assertSame(trained(table, BY_CONTENT, UnaryOperator.identity()), calm);
      failAnAttempt(session, table);
      killAnExecutor(session, table);
    }
  }

  @Test
  void matrix49ASpeculativeCopyOfATaskDoesNotMatter() throws Exception {
    Map<String, String> speculation =
        Map.of(
            "spark.speculation", "true",
            "spark.speculation.interval", "100ms",
            "spark.speculation.quantile", "0.5",
            "spark.speculation.multiplier", "1.1",
            "spark.serializer", "org.apache.spark.serializer.KryoSerializer",
            "spark.kryo.registrator", RecordSerialisation.class.getName());
    try (TwoHosts cluster = new TwoHosts(folder);
        SparkSession session = Clusters.open(cluster.master(), speculation)) {
      Happenings happenings = Happenings.of(session);
      Fault slow = fault(Kind.HANG, "autoencoder round 2");
      assertSame(
          trained(SmallRun.table(session), BY_CONTENT, rows -> new FaultyRows(rows, slow)), calm);
      happenings.close(session);
      assertThat(slow.pid()).as("an attempt hung").exists();
      assertThat(happenings.speculative()).isPositive();
    }
  }

  private static void failAnAttempt(SparkSession session, Dataset<Row> table) throws Exception {
    Happenings happenings = Happenings.of(session);
    Fault failing = fault(Kind.THROW, "oc-nn round 2");
    assertSame(trained(table, BY_CONTENT, rows -> new FaultyRows(rows, failing)), calm);
    happenings.close(session);
    assertThat(happenings.failed()).isEqualTo(1);
  }

  private static void killAnExecutor(SparkSession session, Dataset<Row> table) throws Exception {
    Happenings happenings = Happenings.of(session);
    Fault deadly = fault(Kind.HANG, "autoencoder round 2");
    CompletableFuture<Long> killed = CompletableFuture.supplyAsync(() -> kill(deadly.pid()));
    assertSame(trained(table, BY_CONTENT, rows -> new FaultyRows(rows, deadly)), calm);
    assertThat(happenings.replaced()).as("another executor came").isTrue();
    happenings.close(session);
    assertThat(happenings.removed()).isEqualTo(1);
    assertThat(executors(session)).isNotEmpty().doesNotContain(killed.get());
  }

  /** Waits for the hanging process to tell its id, and kills it. */
  private static long kill(Path file) {
    ProcessHandle process = PidFile.await(file);
    process.destroyForcibly();
    return process.pid();
  }

  private static List<Long> executors(SparkSession session) {
    return JavaSparkContext.fromSparkContext(session.sparkContext())
        .parallelize(List.of(1, 2, 3, 4, 5, 6), 6)
        .map(any -> ProcessHandle.current().pid())
        .distinct()
        .collect();
  }

  private static Fault fault(Kind kind, String round) throws IOException {
    return new Fault(kind, round, 1, Files.createTempDirectory(folder, "fault").toString());
  }

  private static ModelBytes trained(
      Dataset<Row> table, List<String> id, UnaryOperator<Rows> disturb) throws IOException {
    return SmallRun.model(table, DETECTOR, id, disturb, folder);
  }

  private static void assertSame(ModelBytes model, ModelBytes expected) {
    assertThat(model.json()).isEqualTo(expected.json());
    assertThat(model.parameters()).isEqualTo(expected.parameters());
  }
}
