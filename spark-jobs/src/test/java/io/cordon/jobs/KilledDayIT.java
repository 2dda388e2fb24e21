package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.error.ExitCode;
import io.cordon.spark.Barrier;
import io.cordon.spark.ForkedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole job in a process of its own, ended from outside while it works. What happens at every
 * step of the publication is told by {@code DeadRunsIT}.
 */
class KilledDayIT {
  private static final String RUN = ".*/_cordon/2026-11-20.run-[^/]*";

  @TempDir private static Path folder;
  private static Lake sound;
  private static List<Row> calm;
  private Lake lake;
  private Map<String, String> before;

  @BeforeAll
  static void publishAndChangeADay() throws IOException {
    sound = Lake.in(folder, Lake.trained(folder));
    sound.done(Lake.DAY);
    sound.append(
        Lake.DAY, Lake.good().limit(10).selectExpr("id + 7000 as id", "amount", "hour", "service"));
    Lake undisturbed = sound.copied(folder);
    undisturbed.done(Lake.DAY);
    calm = rows(undisturbed);
  }

  @BeforeEach
  void copy() {
    lake = sound.copied(folder);
    before = lake.published();
  }

  @Test
  void matrix40AJobKilledWhileItWritesScoresLeavesTheOldDay() throws Exception {
    kill("create " + RUN + "/table/_temporary/.*part-.*");
    assertThat(lake.published()).containsAllEntriesOf(before);
    JobRun refused = lake.score(Lake.DAY);
    assertThat(refused.err())
        .contains("One run at a time may publish", "its lock ends 600 s after");
    assertThat(refused.code()).isEqualTo(ExitCode.CONCURRENT_RUN.code());
    age();
    try (LogLines log = new LogLines()) {
      assertThat(lake.done(Lake.DAY).out()).contains("210 rows of 210 scored", "Published: ");
      assertThat(String.join("\n", log.lines()))
          .contains("from a dead run: run ", "Removing what a dead run left: ");
    }
    assertThat(rows(lake)).isEqualTo(calm);
    lake.assertNoLitter();
  }

  @Test
  void matrix41AJobKilledAfterItsDecisionIsFinishedByTheNextAndNotRunAgain() throws Exception {
    kill("rename .*/scored/date=2026-11-20");
    age();
    assertThat(lake.done(Lake.DAY).out())
        .contains("210 rows of 210 scored", "Already complete, nothing was written");
    assertThat(rows(lake)).isEqualTo(calm);
    lake.assertNoLitter();
  }

  @Test
  void matrix64AJobThatIsTerminatedEndsWith143AndGivesTheDayBack() throws Exception {
    try (Barrier barrier = new Barrier();
        ForkedJvm job = start(barrier, "create " + RUN + "/table/_temporary/.*part-.*")) {
      barrier.await(job);
      job.terminate();
      assertThat(job.code()).as(job.output()).isEqualTo(143);
      assertThat(job.output()).doesNotContain("fault of Cordon");
    }
    assertThat(lake.published()).isEqualTo(before);
    lake.assertNoLitter();
    assertThat(lake.done(Lake.DAY).out()).contains("Published: ");
  }

  @Test
  void matrix66AMachineThatSleepsLongerThanSparkIsPatientPublishesOnceItWakes() throws Exception {
    List<String> impatient =
        List.of(
            "-Dspark.network.timeout=3s",
            "-Dspark.network.timeoutInterval=1s",
            "-Dspark.rpc.askTimeout=120s",
            "-Dspark.executor.heartbeatInterval=1s");
    try (Barrier barrier = new Barrier();
        ForkedJvm job =
            start(barrier, "create " + RUN + "/table/_temporary/.*part-00000.*", impatient)) {
      barrier.await(job);
      job.pause(Duration.ofSeconds(8));
      barrier.release();
      assertThat(job.code()).as(job.output()).isZero();
      assertThat(job.output()).contains("Published: ").doesNotContain("no recent heartbeats");
    }
    assertThat(rows(lake)).isEqualTo(calm);
    lake.assertNoLitter();
  }

  @Test
  void matrix39OfTwoJobsThatMeetOnePublishesAndTheOtherIsRefused() throws Exception {
    try (Barrier barrier = new Barrier();
        ForkedJvm first = start(barrier, "rename " + RUN + "/publish.json")) {
      barrier.await(first);
      JobRun second = lake.score(Lake.DAY, "--force");
      assertThat(second.err()).contains("but another holds it (run ", "wait for it and run again");
      assertThat(second.code()).isEqualTo(ExitCode.CONCURRENT_RUN.code());
      assertThat(lake.published()).containsAllEntriesOf(before);
      barrier.release();
      assertThat(first.code()).as(first.output()).isZero();
      assertThat(first.output()).contains("Published: ");
    }
    assertThat(rows(lake)).isEqualTo(calm);
    lake.assertNoLitter();
  }

  private ForkedJvm start(Barrier barrier, String place) throws IOException {
    return start(barrier, place, List.of());
  }

  private ForkedJvm start(Barrier barrier, String place, List<String> spark) throws IOException {
    List<String> options = new ArrayList<>(barrier.options("spark.hadoop.", place));
    options.addAll(spark);
    options.addAll(
        List.of(
            "-Dspark.master=local[2]",
            "-Dspark.ui.enabled=false",
            "-Dspark.driver.host=127.0.0.1",
            "-Dspark.driver.bindAddress=127.0.0.1"));
    return ForkedJvm.start(folder, options, Main.class, lake.arguments(Lake.DAY));
  }

  private void kill(String place) throws Exception {
    try (Barrier barrier = new Barrier();
        ForkedJvm job = start(barrier, place)) {
      barrier.await(job);
      job.kill();
    }
  }

  /** Makes the dead run's lock older than its lease. */
  private void age() throws IOException {
    try (Stream<Path> files = Files.list(lake.control())) {
      for (Path file : files.filter(each -> each.toString().contains(".lock-")).toList()) {
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
      }
    }
  }

  private static List<Row> rows(Lake lake) {
    return lake.table(Lake.DAY).orderBy("id").collectAsList();
  }
}
