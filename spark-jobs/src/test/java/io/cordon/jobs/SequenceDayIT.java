package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.error.ExitCode;
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
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights of tables whose rows are, or make, sequences. */
class SequenceDayIT {
  private static final int SESSIONS = 40;
  private static final String TRAINING = "2026-11-18";

  @TempDir private static Path folder;
  private static Lake sessions;

  /** The settings of a lake of log sessions: an event a row. */
  private static final Map<String, String> EVENTS =
      Map.of(
          "source.id", "[]",
          "sequences.form", "events",
          "sequences.events.column", "event",
          "sequences.events.known", "[a, b, c]",
          "sequences.events.key", "session",
          "sequences.events.order", "at",
          "sequences.events.length", "6",
          "features.scaling", "none",
          "output.columns", "[session]");

  @BeforeAll
  static void trainOnSessions() throws IOException {
    sessions = lake();
    sessions.write(TRAINING, events());
    sessions.write("2026-11-17", events());
    Map<String, String> settings = new LinkedHashMap<>(sessions.settings());
    settings.putAll(EVENTS);
    settings.put("detector.name", "lstm-autoencoder");
    settings.put("detector.lstm-autoencoder.features", "4");
    settings.put("detector.lstm-autoencoder.units", "4");
    settings.put("training.rounds", "1");
    settings.put("training.shards", "2");
    JobRun run = JobRun.with(settings, "train");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Files.readString(Path.of(sessions.model() + ".train.json")))
        .as("a session that goes on the next day is one of each day")
        .contains("\"rows\" : " + 2 * SESSIONS);
  }

  @Test
  void twoNightsAreScoredEachFromItsOwnRowsAndARunAgainDoublesNothing() throws IOException {
    Lake lake = sessions.copied(folder);
    lake.write(Lake.BEFORE, events());
    lake.write(Lake.DAY, events().where("session <> 's7'").union(crossing()));
    done(lake, Lake.BEFORE, EVENTS);
    assertThat(done(lake, Lake.DAY, EVENTS).out())
        .contains(
            ": 40 sequences of 40 scored, ",
            " 0 quarantined; made of 195 rows, 0 quarantined; 0 files of ");
    assertThat(lake.table(Lake.DAY).columns())
        .containsExactly(
            "session",
            "outlierScore",
            "predictedLabel",
            "severity",
            "reasons",
            "modelId",
            "scoredAt");
    for (String day : List.of(Lake.BEFORE, Lake.DAY)) {
      assertThat(lake.table(day).select("session").distinct().count()).isEqualTo(SESSIONS);
    }
    assertThat(score(lake, Lake.DAY, "s7"))
        .as("the last event alone, as the first three are the day before's")
        .isNotEqualTo(score(lake, Lake.BEFORE, "s7"));
    assertThat(score(lake, Lake.DAY, "s8")).isEqualTo(score(lake, Lake.BEFORE, "s8"));
    String ledger = Files.readString(lake.control().resolve(Lake.DAY + ".json"));
    assertThat(ledger).contains("\"rows\" : 40", "\"sourceRows\" : 195");
    assertThat(Files.readString(lake.control().resolve(Lake.DAY + ".report.html")))
        .contains("sourceRows", "sourceRowsQuarantined");
    Map<String, String> before = lake.published();
    assertThat(done(lake, Lake.DAY, EVENTS).out())
        .contains("40 sequences of 40 scored", "made of 195 rows", "Already complete");
    assertThat(lake.published()).isEqualTo(before);
    lake.assertNoLitter();
    assertAsWithoutDate(lake);
  }

  /** The same table by {@code score} of the day's folder. */
  private void assertAsWithoutDate(Lake lake) {
    Map<String, String> settings = new LinkedHashMap<>(lake.settings());
    settings.putAll(EVENTS);
    settings.put("source.path", lake.source(Lake.DAY).toString());
    settings.put("output.path", lake.folder().resolve("table").toString());
    JobRun run = JobRun.with(settings, "score");
    assertThat(run.code()).as(run.err()).isZero();
    List<String> columns = List.of("session", "outlierScore", "predictedLabel");
    Dataset<Row> table =
        SharedSession.session().read().parquet(lake.folder().resolve("table").toString());
    assertThat(rows(table, columns)).isEqualTo(rows(lake.table(Lake.DAY), columns));
  }

  @Test
  void matrix22RowsWithoutKeyOrOrderAreSetAsideAndRefusedInTraining() {
    Lake lake = sessions.copied(folder);
    lake.write(
        Lake.DAY,
        events()
            .coalesce(1)
            .orderBy("session", "at")
            .selectExpr(
                "if(session = 's0' and at = 1, null, session) as session",
                "if(session = 's1' and at = 1, null, at) as at",
                "event"));
    JobRun run = score(lake, Lake.DAY, EVENTS, "--set", "quarantine.max-share=0.009");
    assertThat(run.err())
        .contains(
            "a day's rows may be set aside (quarantine.max-share), but 2 of 199 cannot be used",
            "Column 'session' is null, and a row without it has no place in a sequence",
            "Column 'at' is null");
    assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA.code());
    assertThat(lake.published()).isEmpty();
    assertThat(done(lake, Lake.DAY, EVENTS, "--set", "quarantine.max-share=0.02").out())
        .contains(
            ": 40 sequences of 40 scored, ", " 0 quarantined; made of 199 rows, 2 quarantined; ");
    List<Row> aside = lake.quarantined(Lake.DAY).orderBy("position").collectAsList();
    assertThat(aside).hasSize(2);
    assertThat(aside.get(0).getString(0)).startsWith("Column 'session' is null");
    assertThat(aside.get(0).getString(1)).endsWith(".parquet");
    assertThat(aside.get(0).getLong(2)).isEqualTo(1);
    assertThat(aside.get(0).getString(3)).contains("\"at\":1", "\"event\":\"b\"");
    assertThat(aside.get(1).getString(0)).startsWith("Column 'at' is null");
    Map<String, String> settings = new LinkedHashMap<>(lake.settings());
    settings.putAll(EVENTS);
    settings.put("model.path", lake.folder().resolve("other").toString());
    JobRun training = JobRun.with(settings, "train");
    assertThat(training.err()).contains("is null, and a row without it has no place");
    assertThat(training.code()).isEqualTo(ExitCode.BAD_DATA.code());
  }

  @Test
  void aNightIsScoredAsTheModelWasTrainedOrRefused() {
    Lake lake = sessions.copied(folder);
    lake.write(Lake.DAY, events().withColumnRenamed("at", "time"));
    JobRun other = score(lake, Lake.DAY, EVENTS, "--set", "sequences.events.length=5");
    assertThat(other.err()).contains("Sequences must be made as at training, but the model was");
    assertThat(other.code()).isEqualTo(ExitCode.MISMATCH.code());
    JobRun column = score(lake, Lake.DAY, EVENTS);
    assertThat(column.err())
        .startsWith(lake.files(Lake.DAY).get(0).toString())
        .contains("sequences.events.order names column 'at', which the table does not have");
    assertThat(column.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(lake.published()).isEmpty();
  }

  @Test
  void windowsOfASeriesThatCannotBeScoredAreSetAsideAndAShortDayIsNoData() throws IOException {
    Map<String, String> form =
        Map.of(
            "source.id", "[]",
            "sequences.form", "series",
            "sequences.series.time", "time",
            "sequences.series.values", "[x]",
            "sequences.series.window", "10",
            "sequences.series.step", "10",
            "features.scaling", "standard",
            "quarantine.max-share", "0.1",
            "output.columns", "[time]");
    Lake lake = lake();
    train(lake, form, points(200));
    lake.write(
        Lake.DAY,
        SharedSession.session()
            .range(0, 201, 1, 2)
            .selectExpr(
                "if(id = 200, null, id) as time", "if(id = 55, double('NaN'), sin(id)) as x"));
    assertThat(done(lake, Lake.DAY, form).out())
        .contains(": 19 sequences of 20 scored, ", " 1 quarantined; made of 201 rows, 1 quara");
    List<Row> aside = lake.quarantined(Lake.DAY).orderBy("reason").collectAsList();
    assertThat(aside).hasSize(2);
    assertThat(aside.get(0).getString(0)).contains("'steps' has an entry that is NaN (number 6)");
    assertThat(aside.get(0).isNullAt(1)).as("it is made of many rows").isTrue();
    assertThat(aside.get(0).getString(3)).startsWith("{\"time\":50,\"steps\":[");
    assertThat(aside.get(1).getString(0)).startsWith("Column 'time' is null");
    JobRun strict = score(lake, Lake.DAY, form, "--set", "quarantine.max-share=0.04", "--force");
    assertThat(strict.err())
        .contains("a day's sequences may be", "1 of 20", "such as {\"time\":50");
    lake.write(Lake.BEFORE, points(9));
    JobRun none = score(lake, Lake.BEFORE, form);
    assertThat(none.err()).contains("There is no data: 9 of the day's 9 rows have a place in a");
    assertThat(none.code()).isEqualTo(ExitCode.BAD_DATA.code());
  }

  @Test
  void windowsOfTextsKeepTheirRowsPlaceAndOtherColumns() throws IOException {
    Map<String, String> form =
        Map.of(
            "source.id", "[id]",
            "sequences.form", "text",
            "sequences.text.column", "letters",
            "sequences.text.alphabet", "AC",
            "sequences.text.length", "4",
            "sequences.text.step", "4",
            "quarantine.max-share", "0.1",
            "output.columns", "[id, window, letters]");
    Lake lake = lake();
    train(lake, form, texts());
    lake.write(
        Lake.DAY,
        texts()
            .selectExpr(
                "id", "if(id = 7, double('NaN'), x) as x", "if(id = 9, null, letters) as letters"));
    assertThat(done(lake, Lake.DAY, form).out())
        .contains(": 112 sequences of 114 scored", " 2 quarantined; made of 50 rows, 1 quarant");
    assertThat(lake.table(Lake.DAY).where("id = 8").orderBy("window").collectAsList())
        .extracting(row -> row.getInt(1) + row.getString(2))
        .containsExactly("0CACA", "1CA");
    assertThat(lake.quarantined(Lake.DAY).orderBy("position").collectAsList())
        .extracting(row -> row.getLong(2) + " " + row.getString(0).split(",")[0])
        .containsExactly(
            "7 A value of column 'x' is NaN",
            "7 A value of column 'x' is NaN",
            "9 Column 'letters' is null");
  }

  /** Sessions of four to six events. */
  private static Dataset<Row> events() {
    return SharedSession.session()
        .range(0, SESSIONS, 1, 2)
        .withColumn("at", functions.expr("explode(sequence(0, int(3 + id % 3)))"))
        .selectExpr("concat('s', id) as session", "at", "substr('abcabc', at + 1, 1) as event");
  }

  /** What is left of a session that began the day before. */
  private static Dataset<Row> crossing() {
    return events().where("session = 's7' and at = 3");
  }

  private static Dataset<Row> points(int count) {
    return SharedSession.session().range(count).selectExpr("id as time", "sin(id) as x");
  }

  private static Dataset<Row> texts() {
    return SharedSession.session()
        .range(0, 50, 1, 1)
        .selectExpr("id", "sin(id) as x", "repeat(if(id % 3 = 0, 'AAC', 'CA'), 3) as letters");
  }

  private static Lake lake() throws IOException {
    Path place = Files.createTempDirectory(folder, "sequences");
    return new Lake(place, place.resolve("model"));
  }

  private static void train(Lake lake, Map<String, String> form, Dataset<Row> rows) {
    lake.write(TRAINING, rows);
    Map<String, String> settings = new LinkedHashMap<>(lake.settings());
    settings.putAll(form);
    settings.put("detector.name", "pca");
    settings.put("training.shards", "2");
    JobRun run = JobRun.with(settings, "train");
    assertThat(run.code()).as(run.err()).isZero();
  }

  private static JobRun score(Lake lake, String day, Map<String, String> form, String... more) {
    List<String> sets = new ArrayList<>();
    form.forEach((key, value) -> sets.addAll(List.of("--set", key + "=" + value)));
    return lake.score(day, Stream.concat(sets.stream(), Stream.of(more)).toArray(String[]::new));
  }

  private static JobRun done(Lake lake, String day, Map<String, String> form, String... more) {
    JobRun run = score(lake, day, form, more);
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private static double score(Lake lake, String day, String session) {
    return lake.table(day).where("session = '" + session + "'").head().getDouble(1);
  }

  private static List<Row> rows(Dataset<Row> table, List<String> columns) {
    return table.selectExpr(columns.toArray(String[]::new)).orderBy(columns.get(0)).collectAsList();
  }
}
