package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.spark.SharedSession;
import io.cordon.spark.publish.DayRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The nightly run with source, checkpoints and scored table on HDFS. */
class HdfsIT {
  private static final String RUN = ".*/_cordon/2026-11-20.run-[^/]*";

  @TempDir private static java.nio.file.Path folder;
  private static Lake lake;
  private static Hdfs hdfs;
  private static int tables;
  private String table;

  @BeforeAll
  static void start() throws IOException {
    lake = Lake.in(folder, Lake.trained(folder));
    hdfs = Hdfs.in(folder.resolve("hdfs"));
    hdfs.files()
        .copyFromLocalFile(new Path(lake.folder() + "/source"), new Path(hdfs.at("/source")));
  }

  @AfterAll
  static void stop() {
    hdfs.close();
  }

  @BeforeEach
  void another() {
    table = "/table" + tables++;
  }

  @Test
  void publishesOnce() throws IOException {
    assertThat(done().out()).contains("200 rows of 200 scored", "Published: hdfs://");
    assertThat(rows()).isEqualTo(Lake.ROWS);
    assertThat(done().out()).contains("Already complete, nothing was written");
    assertNoLitter();
  }

  @Test
  void matrix52AQuotaThatIsExceededInTheOutputLeavesTheOldDay() throws IOException {
    hdfs.publish(table, "old");
    List<String> before = hdfs.names(table);
    lake.write(
        Lake.DAY,
        SharedSession.session()
            .range(0, 40_000, 1, 2)
            .selectExpr(
                "id", "sin(id) * 10 as amount", "cast(id % 24 as int) as hour", "'s1' as service"));
    String local = lake.source(Lake.DAY).getParent().toString();
    // Each block is asked for whole, once for each replica.
    for (long room : new long[] {0, 6 * Hdfs.BLOCK}) {
      quota(table, room);
      JobRun full = score("--set", "source.path=" + local);
      quota(table, Long.MAX_VALUE / 4);
      assertThat(full.err()).contains("quota of " + table + " is exceeded").doesNotContain("\tat ");
      assertThat(full.code()).isEqualTo(ExitCode.STORAGE.code());
      assertThat(hdfs.names(table)).as("untouched, and no litter").isEqualTo(before);
    }
  }

  @Test
  void matrix52AQuotaThatIsExceededInACheckpointEndsTheTrainingWithoutLitter() throws IOException {
    hdfs.files().mkdirs(new Path(table));
    quota(table, 0);
    JobRun full = train();
    assertThat(full.err()).contains("Cannot write checkpoints in " + hdfs.at(table), "quota");
    assertThat(full.code()).isEqualTo(ExitCode.STORAGE.code());
    assertThat(hdfs.names(table)).isEmpty();
  }

  @Test
  void matrix53SafeModeIsToldAndLeavesTheOldDay() throws IOException {
    hdfs.publish(table, "old");
    List<String> before = hdfs.names(table);
    DistributedFileSystem files = (DistributedFileSystem) hdfs.files();
    files.setSafeMode(HdfsConstants.SafeModeAction.SAFEMODE_ENTER);
    try {
      JobRun safe = score("--force");
      assertThat(safe.err()).contains("Name node is in safe mode").doesNotContain("\tat ");
      assertThat(safe.err().lines()).hasSize(1);
      assertThat(safe.code()).isEqualTo(ExitCode.STORAGE.code());
      assertThat(score("--dry-run").code()).as("reading works").isZero();
    } finally {
      files.setSafeMode(HdfsConstants.SafeModeAction.SAFEMODE_LEAVE);
    }
    assertThat(hdfs.names(table)).isEqualTo(before);
  }

  @Test
  void matrix53OneOfTwoDatanodesIsEnough() throws IOException {
    var stopped = hdfs.cluster().stopDataNode(0);
    try {
      assertThat(done().out()).contains("200 rows of 200 scored", "Published: ");
      assertThat(rows()).isEqualTo(Lake.ROWS);
      assertNoLitter();
    } finally {
      hdfs.cluster().restartDataNode(stopped);
      hdfs.cluster().waitActive();
    }
  }

  @Test
  void matrix39OfRunsThatStartAtOnceOneTakesTheDay() throws Exception {
    int runs = 4;
    CyclicBarrier start = new CyclicBarrier(runs);
    CyclicBarrier end = new CyclicBarrier(runs);
    Callable<Boolean> run =
        () -> {
          start.await();
          try (DayRun held = hdfs.open(table)) {
            end.await(); // nobody gives it back before everybody has asked
            return true;
          } catch (UserException refused) {
            end.await();
            assertThat(refused.exitCode()).isEqualTo(ExitCode.CONCURRENT_RUN);
            return false;
          }
        };
    ExecutorService threads = Executors.newFixedThreadPool(runs);
    try {
      for (int race = 0; race < 10; race++) {
        int winners = 0;
        for (Future<Boolean> ended : threads.invokeAll(java.util.Collections.nCopies(runs, run))) {
          winners += ended.get() ? 1 : 0;
        }
        assertThat(winners).isEqualTo(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void matrix39And65AJobIsRefusedWhileAnotherHoldsTheDayAndTakesOverFromADeadOne()
      throws IOException {
    try (DayRun held = hdfs.open(table)) {
      JobRun refused = score();
      assertThat(refused.err()).contains("but another holds it (run ");
      assertThat(refused.code()).isEqualTo(ExitCode.CONCURRENT_RUN.code());
    }
    hdfs.killed(table, "new", "rename " + RUN + "/publish.json");
    assertThat(score().code()).isEqualTo(ExitCode.CONCURRENT_RUN.code());
    hdfs.age(table);
    try (LogLines log = new LogLines()) {
      assertThat(done().out()).contains("Published: ");
      assertThat(String.join("\n", log.lines()))
          .contains("from a dead run: run ", "Removing what a dead run left: ");
    }
    assertNoLitter();
  }

  @ParameterizedTest
  @CsvSource({
    "rename RUN/publish.json,           old",
    "rename RUN/replaced-table,         new",
    "rename .*/table.*/date=2026-11-20, new",
    "rename .*/_quarantine/date=.*,     new",
    "rename .*/_cordon/2026-11-20.json, new"
  })
  void matrix40And41ARunKilledBetweenItsRenamesIsFinishedByTheNext(String place, String left)
      throws IOException {
    hdfs.publish(table, "old");
    hdfs.killed(table, "new", place.replace("RUN", RUN));
    assertThatThrownBy(() -> hdfs.open(table)).hasMessageContaining("another holds it");
    hdfs.age(table);
    try (DayRun next = hdfs.open(table)) {
      assertThat(next.ledger()).contains(Hdfs.entry(left));
    }
    assertThat(hdfs.text(table)).isEqualTo(left);
    assertThat(hdfs.names(table))
        .containsExactly(
            "_alerts/date=2026-11-20/rows.txt",
            "_cordon/2026-11-20.json",
            "_cordon/2026-11-20.report.html/rows.txt",
            "_cordon/2026-11-20.report.json/rows.txt",
            "_quarantine/date=2026-11-20/rows.txt",
            "date=2026-11-20/rows.txt");
  }

  private JobRun score(String... more) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("--set", "source.path=" + hdfs.at("/source")));
    all.addAll(List.of("--set", "output.path=" + hdfs.at(table)));
    all.addAll(List.of(more));
    return lake.score(Lake.DAY, all.toArray(String[]::new));
  }

  private JobRun done(String... more) {
    JobRun run = score(more);
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private JobRun train() {
    return JobRun.of(
        "train",
        "--set",
        "source.path=" + hdfs.at("/source/date=" + Lake.DAY),
        "--set",
        "source.id=id",
        "--set",
        "training.rounds=2",
        "--set",
        "training.shards=2",
        "--set",
        "model.path=" + folder.resolve("model-of" + table.replace('/', '-')),
        "--set",
        "model.checkpoint.every=1",
        "--set",
        "model.checkpoint.path=" + hdfs.at(table));
  }

  /** Room for so many bytes more. */
  private static void quota(String table, long more) throws IOException {
    Path place = new Path(table);
    long used = hdfs.files().getContentSummary(place).getSpaceConsumed();
    ((DistributedFileSystem) hdfs.files())
        .setQuota(place, HdfsConstants.QUOTA_DONT_SET, used + more);
  }

  private long rows() {
    return SharedSession.session().read().parquet(hdfs.at(table + "/date=" + Lake.DAY)).count();
  }

  private void assertNoLitter() throws IOException {
    assertThat(hdfs.names(table))
        .allMatch(
            file ->
                file.matches("((_quarantine|_alerts)/)?date=[0-9-]+/[^/]+")
                    || file.matches("_cordon/2026-11-20([.]report)?[.](json|html)"));
  }
}
