package io.cordon.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.cordon.error.ExitCode;
import io.cordon.jobs.day.DayCounts;
import io.cordon.jobs.day.DayPlaces;
import io.cordon.jobs.day.ScoreDayJob;
import io.cordon.jobs.run.Failure;
import io.cordon.jobs.run.RunningTasks;
import io.cordon.jobs.settings.RunSettings;
import io.cordon.spark.publish.Ledger;
import io.cordon.spark.publish.TableDay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A lake with a book of what must be in it, and a reader who looks at it all the time. */
final class ChaosLake implements AutoCloseable {
  private static final int EVERY = 50;

  private final SparkSession spark;
  private final Lake lake;
  private final RunSettings settings;
  private final PollingReader reader;
  private final SortedMap<String, Day> days = new TreeMap<>();
  private final List<String> published = new ArrayList<>();

  ChaosLake(SparkSession spark, Lake lake) {
    this.spark = spark;
    this.lake = lake;
    Map<String, Object> different = new HashMap<>(lake.settings());
    // Of the three files of a small day one may be damaged.
    different.put("quarantine.max-share", 0.4);
    different.put("source.id", List.of("id"));
    different.put("output.columns", List.of("id"));
    this.settings = RunSettings.of(ConfigFactory.parseMap(different));
    this.reader = new PollingReader(lake.folder().resolve("scored"));
  }

  /**
   * What a day of the source holds.
   *
   * @param rows that can be read
   * @param bad of these cannot be scored
   * @param damaged files
   * @param forced whether it has drifted
   */
  private record Day(long rows, long bad, long damaged, boolean forced) {
    Day with(long more) {
      return new Day(rows + more, bad, damaged, forced);
    }
  }

  /** How a run ended: with an outcome, or an exit code. */
  record Ended(ScoreDayJob.Outcome outcome, ExitCode code) {
    static Ended of(ScoreDayJob.Outcome outcome) {
      return new Ended(outcome, null);
    }

    static Ended of(ExitCode code) {
      return new Ended(null, code);
    }
  }

  List<String> published() {
    return published;
  }

  boolean isForced(String day) {
    return days.get(day).forced();
  }

  /** A day of the source arrives; two per cent of a bad one cannot be scored. */
  void arrive(String day, long rows, boolean bad) {
    String amount = "if(id %% %d = 7, double('NaN'), amount) as amount".formatted(EVERY);
    lake.write(
        day,
        Lake.good()
            .where(col("id").lt(rows))
            .selectExpr("id", bad ? amount : "amount", "hour", "service"));
    days.put(day, new Day(rows, bad ? (rows + EVERY - 8) / EVERY : 0, 0, false));
  }

  /** Instead of what arrived, sound rows come that are not like the others. */
  void drift(String day, Dataset<Row> rows) {
    lake.write(day, rows);
    days.put(day, new Day(Lake.ROWS, 0, 0, true));
  }

  void late(String day, long rows) {
    Day known = days.get(day);
    lake.append(
        day,
        Lake.good()
            .where(col("id").lt(rows))
            .selectExpr(
                "id + %d as id".formatted(1000 * known.rows()), "amount", "hour", "service"));
    days.put(day, known.with(rows));
  }

  /** One more file comes, and is cut in half or empty. */
  void damage(String day, boolean empty) throws IOException {
    List<Path> sound = lake.files(day);
    lake.append(day, Lake.good().where("id < 5"));
    List<Path> more = new ArrayList<>(lake.files(day));
    more.removeAll(sound);
    for (Path file : more) {
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, java.util.Arrays.copyOf(whole, empty ? 0 : whole.length / 2));
    }
    Day known = days.get(day);
    days.put(day, new Day(known.rows(), known.bad(), more.size(), false));
  }

  Ended run(String day, boolean force) {
    ScoreDayJob.Request request = new ScoreDayJob.Request(LocalDate.parse(day), false, force, true);
    try {
      return Ended.of(
          new ScoreDayJob(spark, settings, DayPlaces.of(settings), request).run().outcome());
    } catch (Exception problem) {
      return Ended.of(Failure.of(problem).exitCode());
    }
  }

  /** The tasks of a dead process are dead as well. */
  void awaitTasks() {
    RunningTasks.await(spark);
  }

  void mayBePublished(String day) {
    reader.mayHave(day, days.get(day).rows() - days.get(day).bad());
  }

  void isPublished(String day) {
    if (!published.contains(day)) {
      published.add(day);
    }
  }

  void publish(String day) {
    mayBePublished(day);
    assertThat(run(day, isForced(day))).isEqualTo(Ended.of(ScoreDayJob.Outcome.PUBLISHED));
    isPublished(day);
  }

  /** Two runs at once: one publishes, the other is refused or finds the day complete. */
  void race(String day) throws Exception {
    mayBePublished(day);
    CyclicBarrier start = new CyclicBarrier(2);
    Callable<Ended> one =
        () -> {
          start.await();
          return run(day, isForced(day));
        };
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      List<Ended> ended = new ArrayList<>();
      for (Future<Ended> run : both.invokeAll(List.of(one, one))) {
        ended.add(run.get());
      }
      assertThat(ended)
          .contains(Ended.of(ScoreDayJob.Outcome.PUBLISHED))
          .isSubsetOf(
              Ended.of(ScoreDayJob.Outcome.PUBLISHED),
              Ended.of(ScoreDayJob.Outcome.ALREADY_COMPLETE),
              Ended.of(ExitCode.CONCURRENT_RUN));
    } finally {
      both.shutdownNow();
    }
    isPublished(day);
  }

  /** Makes the locks of dead runs older than their lease. */
  void age() throws IOException {
    try (Stream<Path> files = Files.list(lake.control())) {
      for (Path file : files.filter(each -> each.toString().contains(".lock-")).toList()) {
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
      }
    }
  }

  /** Everything below the scored table, by name, with a checksum of what is in it. */
  Map<String, String> checksums() {
    Map<String, String> found = lake.published();
    found.replaceAll(
        (name, lengthAndTime) -> {
          try {
            CRC32 sum = new CRC32();
            sum.update(Files.readAllBytes(lake.folder().resolve("scored").resolve(name)));
            return Long.toHexString(sum.getValue());
          } catch (IOException problem) {
            throw new java.io.UncheckedIOException(problem);
          }
        });
    return found;
  }

  /**
   * The laws that hold after every night.
   *
   * @param changed the day that a run may have changed since the checksums were taken
   * @param tonight likewise
   */
  void assertSound(String changed, String tonight, Map<String, String> before) {
    Map<String, String> others = checksums();
    others.keySet().removeIf(file -> file.contains(changed) || file.contains(tonight));
    Map<String, String> were = new TreeMap<>(before);
    were.keySet().removeIf(file -> file.contains(changed) || file.contains(tonight));
    assertThat(others).as("the other days").isEqualTo(were);
    lake.assertNoLitter();
    reader.lookOnce();
    assertThat(reader.partial()).as("what the reader saw").isEmpty();
    assertThat(reader.seen()).isPositive();
    assertThat(tables()).isEqualTo(book());
    assertThat(ledger()).isEqualTo(book());
  }

  /** Rows, scored rows, quarantined rows and damaged files of each published day. */
  private Map<String, List<Long>> book() {
    Map<String, List<Long>> book = new TreeMap<>();
    for (String date : published) {
      Day day = days.get(date);
      book.put(date, List.of(day.rows(), day.rows() - day.bad(), day.bad(), day.damaged()));
    }
    return book;
  }

  private Map<String, List<Long>> ledger() {
    TableDay end =
        new TableDay(
            new org.apache.hadoop.fs.Path(lake.folder().resolve("scored").toString()),
            "date",
            LocalDate.parse(days.lastKey()).plusDays(1));
    Map<String, List<Long>> ledger = new TreeMap<>();
    Ledger.before(spark.sparkContext().hadoopConfiguration(), end, Integer.MAX_VALUE)
        .forEach((date, entry) -> ledger.put(date.toString(), counts(entry.counts())));
    return ledger;
  }

  private static List<Long> counts(Map<String, Long> byName) {
    DayCounts counts = DayCounts.of(byName);
    return List.of(counts.rows(), counts.scored(), counts.quarantined(), counts.unreadable());
  }

  private Map<String, List<Long>> tables() {
    Map<String, List<Long>> found = new TreeMap<>();
    String scored = lake.folder().resolve("scored").toString();
    Dataset<Row> table =
        spark.read().parquet(scored).groupBy("date").agg(count("*"), countDistinct("id"));
    for (Row day : table.collectAsList()) {
      assertThat(day.getLong(2))
          .as("rows of %s that are there once", day.get(0))
          .isEqualTo(day.getLong(1));
      found.put(day.getString(0), List.of(day.getLong(1), day.getLong(1), 0L, 0L));
    }
    Dataset<Row> refused =
        spark
            .read()
            .parquet(scored + "/_quarantine")
            .groupBy("date")
            .agg(
                sum(col("position").isNotNull().cast("long")),
                sum(col("position").isNull().cast("long")));
    for (Row day : refused.collectAsList()) {
      long rows = found.get(day.getString(0)).get(0);
      found.put(
          day.getString(0), List.of(rows + day.getLong(1), rows, day.getLong(1), day.getLong(2)));
    }
    return found;
  }

  @Override
  public void close() {
    reader.close();
  }
}
