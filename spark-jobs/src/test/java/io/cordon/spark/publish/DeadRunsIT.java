package io.cordon.spark.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.spark.Barrier;
import io.cordon.spark.ForkedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs that are killed from outside at each step of the publication, and runs that meet: the day is
 * the old one or a new one, and the next run brings it in order and leaves no litter.
 */
class DeadRunsIT {
  private static final String RUN = ".*/_cordon/2026-11-20.run-[^/]*";
  private static final Duration LEASE = Duration.ofMinutes(10);

  @TempDir private Path folder;
  private Path table;

  /** Where a run is killed, and which day there is once the next run has looked after it. */
  @ParameterizedTest
  @CsvSource({
    "while the table is staged,           create RUN/table/rows.txt,         old",
    "while the decision is written,       create RUN/publish.json.writing,   old",
    "before the decision,                 rename RUN/publish.json,           old",
    "before the old day is moved aside,   rename RUN/replaced-table,         new",
    "between the old day and the new,     rename .*/table/date=2026-11-20,   new",
    "before the old quarantine is moved,  rename RUN/replaced-quarantine,    new",
    "before the quarantine is in place,   rename .*/_quarantine/date=.*,     new",
    "before the old entry is moved,       rename RUN/replaced-publish.json,  new",
    "between the old entry and the new,   rename .*/_cordon/2026-11-20.json, new",
    "before the run's folder is removed,  delete RUN,                        new",
    "before the lock is given back,       delete .*/2026-11-20.lock-1,       new"
  })
  void matrix40And41AKilledRunLeavesTheOldDayOrTheNew(String point, String place, String left)
      throws Exception {
    publish("old");
    kill("new", place.replace("RUN", RUN));
    if (left.equals("old")) {
      assertThat(LittleDay.seen(table)).containsAllEntriesOf(LittleDay.published("old"));
    }

    refused(() -> open().close());
    age();
    try (DayRun next = open()) {
      assertThat(next.ledger()).contains(LittleDay.entry(left));
    }
    assertThat(LittleDay.seen(table)).as(point).isEqualTo(LittleDay.published(left));
    publish("next");
    assertThat(LittleDay.seen(table)).isEqualTo(LittleDay.published("next"));
  }

  @Test
  void theFirstDayOfATableSurvivesAKillToo() throws Exception {
    table = Files.createDirectory(folder.resolve("table"));
    kill("new", "rename .*/_quarantine/date=.*");
    age();
    open().close();
    assertThat(LittleDay.seen(table)).isEqualTo(LittleDay.published("new"));
  }

  @Test
  void whatRefusedTriesLeftGoesWithThePublicationThatADeadRunHadDecided() throws Exception {
    publish("old");
    refuse("first");
    refuse("second");
    Map<String, String> refused = LittleDay.published("old");
    refused.put("_cordon/2026-11-20.refused.json/rows.txt", "second");
    refused.put("_cordon/2026-11-20.refused.html/rows.txt", "second");
    assertThat(LittleDay.seen(table)).isEqualTo(refused);
    kill("new", "rename .*/_quarantine/date=.*");
    age();
    open().close();
    assertThat(LittleDay.seen(table)).isEqualTo(LittleDay.published("new"));
  }

  @Test
  void matrix39OfTwoRunsOnePublishesAndTheOtherIsRefused() throws Exception {
    publish("old");
    try (Barrier barrier = new Barrier();
        ForkedJvm first = start("first", barrier, "rename " + RUN + "/publish.json")) {
      barrier.await(first);
      refused(() -> publish("second"));
      assertThat(LittleDay.seen(table)).containsAllEntriesOf(LittleDay.published("old"));
      barrier.release();
      assertThat(first.code()).as(first.output()).isZero();
    }
    assertThat(LittleDay.seen(table)).isEqualTo(LittleDay.published("first"));
  }

  @Test
  void matrix65ARunThatWasTakenForDeadPublishesNothingWhenItWakes() throws Exception {
    publish("old");
    try (Barrier barrier = new Barrier();
        ForkedJvm asleep = start("asleep", barrier, "create " + RUN + "/quarantine/rows.txt")) {
      barrier.await(asleep);
      age();
      publish("taken over");
      barrier.release();
      assertThat(asleep.code()).as(asleep.output()).isEqualTo(ExitCode.CONCURRENT_RUN.code());
      assertThat(asleep.output()).contains("another took over: nothing was published");
    }
    assertThat(LittleDay.seen(table)).isEqualTo(LittleDay.published("taken over"));
  }

  @Test
  void matrix64ATerminatedRunGivesTheDayBackAndLeavesNothing() throws Exception {
    publish("old");
    try (Barrier barrier = new Barrier();
        ForkedJvm ended = start("new", barrier, "create " + RUN + "/quarantine/rows.txt")) {
      barrier.await(ended);
      ended.terminate();
      assertThat(ended.code()).as(ended.output()).isEqualTo(143);
    }
    assertThat(LittleDay.seen(table)).isEqualTo(LittleDay.published("old"));
  }

  @Test
  void otherDaysAreFreeWhileOneIsHeld() throws Exception {
    publish("old");
    TableDay day = PublishingChild.day(table);
    try (DayRun held = open()) {
      TableDay other = new TableDay(day.table(), day.column(), day.date().plusDays(1));
      open(other).close();
      assertThat(held.exists()).isTrue();
    }
  }

  private ForkedJvm start(String text, Barrier barrier, String place) throws IOException {
    return ForkedJvm.start(
        folder,
        barrier.options("", place),
        PublishingChild.class,
        table.toString(),
        text,
        String.valueOf(LEASE.toSeconds()));
  }

  private void kill(String text, String place) throws Exception {
    try (Barrier barrier = new Barrier();
        ForkedJvm run = start(text, barrier, place)) {
      barrier.await(run);
      run.kill();
    }
  }

  private void publish(String text) throws IOException {
    table = folder.resolve("table");
    PublishingChild.publish(new Configuration(), table, text, LEASE);
  }

  private void refuse(String text) throws IOException {
    try (DayRun run = open()) {
      for (TableDay.Part part : TableDay.Part.OF_REFUSED) {
        FileSystem files = FileSystem.getLocal(new Configuration());
        LittleDay.write(files, run.staged(part), text);
      }
      run.refuse();
    }
  }

  private DayRun open() {
    return open(PublishingChild.day(table));
  }

  private static DayRun open(TableDay day) {
    Configuration hadoop = new Configuration();
    return DayRun.open(hadoop, PublishingChild.target(hadoop, day), LEASE, Clock.systemUTC());
  }

  private interface Run {
    void go() throws Exception;
  }

  private static void refused(Run run) {
    assertThatThrownBy(run::go)
        .isInstanceOfSatisfying(
            UserException.class,
            refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.CONCURRENT_RUN))
        .hasMessageContaining("but another holds it (run ")
        .hasMessageContaining("wait for it and run again");
  }

  /** Makes the locks as old as if their runs had been dead for the lease. */
  private void age() throws IOException {
    List<Path> locks;
    try (Stream<Path> files = Files.list(table.resolve("_cordon"))) {
      locks = files.filter(file -> file.toString().contains(".lock-")).toList();
    }
    assertThat(locks).hasSize(1);
    Files.setLastModifiedTime(
        locks.get(0), FileTime.from(Instant.now().minus(LEASE).minusSeconds(1)));
  }
}
