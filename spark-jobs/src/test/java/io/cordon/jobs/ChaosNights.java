package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.error.ExitCode;
import io.cordon.jobs.day.ScoreDayJob;
import io.cordon.spark.CutOffFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A number of nights over one table, drawn from a seed. */
final class ChaosNights implements AutoCloseable {
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
  private static final int LEAST_ROWS = 180;
  private static final String RUN = ".*/_cordon/DAY[.]run-[^/]*";

  private static final List<String> BEFORE_THE_DECISION =
      List.of(
          "create RUN/table/_temporary/.*part-.*",
          "create RUN/quarantine/_temporary/.*part-.*",
          "create RUN/alerts/_temporary/.*part-.*",
          "create RUN/[.]report[.]writing.*",
          "create RUN/[.]page[.]writing.*",
          "create RUN/publish[.]json[.]writing",
          "rename RUN/publish[.]json");
  private static final List<String> AFTER_THE_DECISION =
      List.of(
          "rename .*/scored/date=DAY",
          "rename .*/_quarantine/date=DAY",
          "rename .*/_alerts/date=DAY",
          "rename .*/_cordon/DAY[.]report[.]json",
          "rename .*/_cordon/DAY[.]report[.]html",
          "rename .*/_cordon/DAY[.]json",
          "delete RUN",
          "delete .*/DAY[.]lock-1");

  /** What a night may bring. */
  enum Event {
    CALM,
    BAD_ROWS,
    DAMAGED_FILE,
    TWICE,
    LATE_ROWS,
    RACE,
    KILLED_BEFORE_ITS_DECISION,
    KILLED_AFTER_ITS_DECISION,
    DRIFTED
  }

  private final long seed;
  private final Random random;
  private final ChaosLake lake;

  ChaosNights(SparkSession spark, Path folder, Path model, long seed) throws IOException {
    this.seed = seed;
    this.random = new Random(seed);
    this.lake = new ChaosLake(spark, new Lake(Files.createTempDirectory(folder, "chaos"), model));
  }

  /** Every event comes before any comes again, in an order that the seed decides. */
  void pass(int nights) {
    List<Event> bag = new ArrayList<>();
    for (int night = 0; night < nights; night++) {
      if (bag.isEmpty()) {
        bag.addAll(List.of(Event.values()));
        Collections.shuffle(bag, random);
      }
      Event event = bag.remove(0);
      try {
        night(FIRST.plusDays(night).toString(), event);
      } catch (Exception | AssertionError problem) {
        throw new AssertionError(
            "Night %d of seed %d (%s) went wrong; see it again with -Dchaos.seed=%d -Dchaos.nights=%d"
                .formatted(night + 1, seed, event, seed, night + 1),
            problem);
      }
    }
  }

  private void night(String day, Event event) throws Exception {
    Map<String, String> before = lake.checksums();
    boolean bad = event == Event.BAD_ROWS || random.nextInt(4) == 0;
    lake.arrive(day, LEAST_ROWS + random.nextInt(Lake.ROWS - LEAST_ROWS), bad);
    String changed = day;
    switch (event) {
      case CALM, BAD_ROWS -> lake.publish(day);
      case DAMAGED_FILE -> {
        lake.damage(day, random.nextBoolean());
        lake.publish(day);
      }
      case TWICE -> twice(day);
      case LATE_ROWS -> {
        lake.publish(day);
        before = lake.checksums();
        changed = anyPublished();
        late(changed);
        lake.publish(changed);
      }
      case RACE -> {
        changed = anyDay(day);
        lake.race(changed);
      }
      case KILLED_BEFORE_ITS_DECISION -> {
        changed = anyDay(day);
        killed(changed, BEFORE_THE_DECISION, true);
      }
      case KILLED_AFTER_ITS_DECISION -> {
        changed = anyDay(day);
        killed(changed, AFTER_THE_DECISION, false);
      }
      case DRIFTED -> drifted(day);
    }
    lake.assertSound(changed, day, before);
  }

  private void twice(String day) {
    lake.publish(day);
    Map<String, String> once = lake.checksums();
    assertThat(lake.run(day, false))
        .isEqualTo(ChaosLake.Ended.of(ScoreDayJob.Outcome.ALREADY_COMPLETE));
    assertThat(lake.checksums()).isEqualTo(once);
    if (random.nextBoolean()) {
      assertThat(lake.run(day, true)).isEqualTo(ChaosLake.Ended.of(ScoreDayJob.Outcome.PUBLISHED));
    }
  }

  private void late(String day) {
    lake.late(day, 3 + random.nextInt(12));
  }

  /** Tonight's day, for the first time; or, after it, one that is there and has got more rows. */
  private String anyDay(String tonight) {
    if (random.nextBoolean()) {
      return tonight;
    }
    lake.publish(tonight);
    String day = anyPublished();
    late(day);
    return day;
  }

  private String anyPublished() {
    List<String> days = lake.published();
    return days.get(random.nextInt(days.size()));
  }

  private void killed(String day, List<String> places, boolean undone) throws Exception {
    Map<String, String> before = lake.checksums();
    String place =
        places.get(random.nextInt(places.size())).replace("RUN", RUN).replace("DAY", day);
    lake.mayBePublished(day);
    CutOffFileSystem.at(place);
    lake.run(day, lake.isForced(day));
    lake.awaitTasks();
    assertThat(CutOffFileSystem.restore()).as("came to " + place).isTrue();
    if (undone) {
      assertThat(lake.checksums()).as("killed at " + place).containsAllEntriesOf(before);
    }
    assertThat(lake.run(day, lake.isForced(day)))
        .isEqualTo(ChaosLake.Ended.of(ExitCode.CONCURRENT_RUN));
    lake.age();
    ScoreDayJob.Outcome next =
        undone || lake.isForced(day)
            ? ScoreDayJob.Outcome.PUBLISHED
            : ScoreDayJob.Outcome.ALREADY_COMPLETE;
    assertThat(lake.run(day, lake.isForced(day)))
        .as("after " + place)
        .isEqualTo(ChaosLake.Ended.of(next));
    lake.isPublished(day);
  }

  private void drifted(String day) {
    Map<String, String> before = lake.checksums();
    Dataset<Row> shifted = Lake.good().selectExpr("id", "amount + 30 as amount", "hour", "service");
    lake.drift(day, shifted);
    assertThat(lake.run(day, false)).isEqualTo(ChaosLake.Ended.of(ExitCode.BAD_DATA));
    Map<String, String> after = lake.checksums();
    after.keySet().removeIf(file -> file.contains(day + ".refused."));
    assertThat(after).isEqualTo(before);
    lake.publish(day);
  }

  @Override
  public void close() {
    lake.close();
  }
}
