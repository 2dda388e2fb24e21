package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.error.ExitCode;
import io.cordon.jobs.day.DayCounts;
import io.cordon.jobs.day.DayPlaces;
import io.cordon.jobs.day.ScoreDayJob;
import io.cordon.jobs.run.Failure;
import io.cordon.jobs.settings.RunSettings;
import io.cordon.spark.Clusters;
import io.cordon.spark.DyingReducer;
import io.cordon.spark.FaultyFileSystem;
import io.cordon.spark.FaultyFileSystem.Kind;
import io.cordon.spark.SharedSession;
import io.cordon.spark.TwoHosts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The nightly run on a standalone cluster whose executors come to harm while they write scores.
 * Slow tasks are given a second attempt on the other host in all of these runs.
 */
@Tag("cluster")
class ClusterDayIT {
  private static final String SECOND_PART = ".*/table/_temporary/.*part-00001.*";

  @TempDir private static Path folder;
  private static Lake sound;
  private static Path reducers;
  private static TwoHosts cluster;
  private static SparkSession session;
  private static List<Row> calm;
  private Lake lake;
  private Map<String, String> before;
  private Path signs;

  /** How a run ended; {@code out} is empty where it failed. */
  private record Ended(Optional<DayCounts> counts, Failure failure) {}

  @BeforeAll
  static void publishCalmly() throws IOException {
    sound = Lake.in(folder, Lake.trained(folder));
    SharedSession.stop();
    cluster = new TwoHosts(Files.createDirectory(folder.resolve("workers")));
    reducers = Files.createDirectory(folder.resolve("reducers"));
    Map<String, String> settings = new HashMap<>(DyingReducer.settings(reducers));
    settings.put("spark.task.maxFailures", "2");
    settings.put("spark.executor.memory", "600m");
    settings.put("spark.speculation", "true");
    settings.put("spark.speculation.interval", "100ms");
    settings.put("spark.speculation.quantile", "0.5");
    settings.put("spark.speculation.minTaskRuntime", "5s");
    session = Sessions.open("cluster", Clusters.conf(cluster.master(), settings));
    assertThat(scored(sound).counts()).hasValueSatisfying(ClusterDayIT::assertAll);
    calm = rows(sound);
  }

  @AfterAll
  static void close() {
    session.close();
    cluster.close();
  }

  @BeforeEach
  void copy() throws IOException {
    lake = sound.copied(folder);
    before = lake.published();
    signs = Files.createTempDirectory(folder, "signs");
    // The fault of the test before is still armed.
    arm(Kind.KILL_ONCE, "no such place");
  }

  @Test
  void matrix45AnExecutorKilledInTheMiddleOfAStageChangesNoScore() {
    assertSame(Kind.KILL_ONCE, "create " + SECOND_PART);
  }

  @Test
  void matrix46AnExecutorThatDiesInTheReduceSideOfAShuffleChangesNothing() throws Exception {
    AtomicInteger again = new AtomicInteger();
    SparkListener stages =
        new SparkListener() {
          @Override
          public void onStageSubmitted(SparkListenerStageSubmitted event) {
            again.addAndGet(event.stageInfo().attemptNumber());
          }
        };
    session.sparkContext().addSparkListener(stages);
    DyingReducer.arm(reducers);
    assertThat(scored(lake).counts()).hasValueSatisfying(ClusterDayIT::assertAll);
    assertThat(DyingReducer.isArmed(reducers)).as("waits for its fault").isFalse();
    session.sparkContext().listenerBus().waitUntilEmpty();
    session.sparkContext().removeSparkListener(stages);
    assertThat(again).as("stages that were run again").hasPositiveValue();
    assertThat(rows(lake)).isEqualTo(calm);
    lake.assertNoLitter();
  }

  @Test
  void matrix48ATaskWhoseProcessDiesAfterItsCommitLeavesNoRowTwice() {
    assertSame(Kind.KILL_AFTERWARDS, "rename .*/table/_temporary/0/task_[^/]*_000001");
  }

  @Test
  void matrix49ASecondAttemptOfASlowTaskLeavesNoRowTwice() {
    assertSame(Kind.HANG_ONCE, "create " + SECOND_PART);
  }

  @Test
  void matrix47ATaskThatAlwaysKillsItsProcessEndsTheRunAndPublishesNothing() {
    Failure failure = lost(Kind.KILL_ALWAYS);
    assertThat(failure.message())
        .startsWith("Spark lost executors more often than it may retry (")
        .contains("Task 1 in stage ", "failed 2 times", "code 137", "spark.executor.memory");
  }

  @Test
  void matrix50AnExecutorWithoutMemoryEndsTheRunWithAHintAndTheDriverLives() {
    assertThat(lost(Kind.MEMORY).message()).contains("spark.executor.memory");
    assertThat(session.range(10).count()).isEqualTo(10);
  }

  private void assertSame(Kind kind, String place) {
    arm(kind, place);
    assertThat(scored(lake).counts()).hasValueSatisfying(ClusterDayIT::assertAll);
    assertThat(signs.resolve("pid")).as("the fault took place").exists();
    assertThat(rows(lake)).isEqualTo(calm);
    lake.assertNoLitter();
  }

  private Failure lost(Kind kind) {
    arm(kind, "create " + SECOND_PART);
    Ended ended = scored(lake);
    assertThat(ended.counts()).isEmpty();
    assertThat(ended.failure().exitCode()).isEqualTo(ExitCode.COMPUTE_LOST);
    assertThat(lake.published()).as("untouched, and no litter").isEqualTo(before);
    return ended.failure();
  }

  private void arm(Kind kind, String place) {
    Configuration hadoop = session.sparkContext().hadoopConfiguration();
    FaultyFileSystem.arm(hadoop, kind, place, signs.toString());
  }

  private static void assertAll(DayCounts counts) {
    assertThat(counts.scored()).isEqualTo(Lake.ROWS);
    assertThat(counts.quarantined()).isZero();
  }

  /** Scores the day by force, as the command does once it has a session. */
  private static Ended scored(Lake lake) {
    RunSettings settings = RunSettings.load(Optional.empty(), lake.settings());
    ScoreDayJob.Request request =
        new ScoreDayJob.Request(LocalDate.parse(Lake.DAY), false, true, true);
    try {
      ScoreDayJob job = new ScoreDayJob(session, settings, DayPlaces.of(settings), request);
      return new Ended(Optional.of(job.run().counts()), null);
    } catch (Exception problem) {
      // Spark's Scala code throws checked exceptions without declaring them.
      return new Ended(Optional.empty(), Failure.of(problem));
    }
  }

  private static List<Row> rows(Lake lake) {
    return session.read().parquet(lake.scored(Lake.DAY).toString()).orderBy("id").collectAsList();
  }
}
