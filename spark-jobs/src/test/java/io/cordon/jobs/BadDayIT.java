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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Days that are not as they should be, numbered as in the fault matrix. What was published stays to
 * the byte, or is replaced by what can be scored, and the rest is in the quarantine.
 */
class BadDayIT {
  @TempDir private static Path folder;
  private static Lake sound;
  private Lake lake;
  private Map<String, String> before;

  @BeforeAll
  static void publishSoundDays() throws IOException {
    sound = Lake.in(folder, Lake.trained(folder));
    sound.done(Lake.DAY);
    sound.done(Lake.BEFORE);
  }

  @BeforeEach
  void copy() {
    lake = sound.copied(folder);
    before = lake.published();
  }

  private record Rows(String name, String condition, String column, String value, String reason) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Rows> rows() {
    return Stream.of(
        new Rows("matrix19NaN", "id = 7", "amount", "double('NaN')", "'amount' is NaN"),
        new Rows("matrix20Infinite", "id = 7", "amount", "double('-Infinity')", "is infinite"),
        new Rows("matrix20TooLarge", "id = 7", "amount", "1e308D", "too far outside the range"),
        new Rows("matrix22NullKey", "id = 7", "id", "null", "Key column 'id' is null"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aRowThatCannotBeScoredIsSetAsideWithItsReasonAndPlace(Rows rows) {
    Dataset<Row> table =
        Lake.good()
            .withColumn(
                rows.column(),
                org.apache.spark.sql.functions.expr(
                    "if(%s, %s, %s)".formatted(rows.condition(), rows.value(), rows.column())));
    lake.write(Lake.DAY, table);
    JobRun run = lake.done(Lake.DAY);
    assertThat(run.out()).contains(": 199 rows of 200 scored, ", " 1 quarantined;");
    assertThat(lake.table(Lake.DAY).count()).isEqualTo(199);
    assertThat(lake.table(Lake.DAY).where("id = 7 or id is null").count()).isZero();
    Row aside = lake.quarantined(Lake.DAY).head();
    assertThat(aside.getString(0)).contains(rows.reason());
    assertThat(aside.getString(1)).endsWith(lake.files(Lake.DAY).get(0).getFileName().toString());
    assertThat(aside.getLong(2)).isEqualTo(7);
    assertThat(aside.getString(3)).contains("\"hour\":7,\"service\":\"s3\"");
    assertThat(lake.quarantined(Lake.DAY).count()).isEqualTo(1);
    lake.assertNoLitter();
  }

  @Test
  void tooManyBadRowsStopTheRunWithTheirReasons() {
    lake.write(
        Lake.DAY,
        Lake.good()
            .selectExpr(
                "if(id = 3, null, id) as id",
                "if(id % 10 = 0, double('NaN'), amount) as amount",
                "hour",
                "service"));
    JobRun run = lake.score(Lake.DAY);
    refused(run, ExitCode.BAD_DATA, "but 21 of 200 cannot be used, and nothing was published");
    assertThat(run.err()).contains("'amount' is NaN", "(20, such as row ", "is null", "(1, such");
    assertThat(lake.score(Lake.DAY, "--dry-run").code()).isEqualTo(ExitCode.BAD_DATA.code());
    lake.done(Lake.DAY, "--set", "quarantine.max-share=0.2");
    assertThat(lake.quarantined(Lake.DAY).count()).isEqualTo(21);
    assertThat(lake.table(Lake.DAY).count()).isEqualTo(179);
  }

  private record Schema(String name, List<String> columns, String message) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Schema> schemas() {
    return Stream.of(
        new Schema(
            "matrix07MissingColumn",
            List.of("id", "hour", "service"),
            "column 'amount' (double) is missing"),
        new Schema(
            "matrix08DoubleBecameString",
            List.of("id", "string(amount) as amount", "hour", "service"),
            "column 'amount' must be double, but is string"),
        new Schema(
            "matrix09LongBecameInt",
            List.of("int(id) as id", "amount", "hour", "service"),
            "The files of a day must have the same columns"),
        new Schema(
            "matrix10RenamedColumn",
            List.of("id", "amount as amounts", "hour", "service"),
            "column 'amount' (double) is missing; the nearest name is 'amounts'"),
        new Schema(
            "matrix13NamesThatDifferInCase",
            List.of("id", "amount", "amount as AMOUNT", "hour", "service"),
            "AMOUNT"),
        new Schema(
            "matrix61SeveralDifferences",
            List.of("id", "string(hour) as hour", "service"),
            "column 'hour' must be int, but is string\ncolumn 'amount' (double) is missing"));
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void aFileOfAnotherSchemaStopsTheRunAndIsNamed(Schema schema) {
    List<Path> sound = lake.files(Lake.DAY);
    SharedSession.session().conf().set("spark.sql.caseSensitive", "true");
    lake.append(
        Lake.DAY, Lake.good().selectExpr(schema.columns().toArray(String[]::new)).coalesce(1));
    Path other =
        lake.files(Lake.DAY).stream()
            .filter(file -> !sound.contains(file))
            .findFirst()
            .orElseThrow();
    JobRun run = lake.score(Lake.DAY);
    refused(run, ExitCode.MISMATCH, schema.message());
    assertThat(sorted(run.err())).containsAll(sorted(schema.message()));
    if (!schema.name().contains("09")) {
      assertThat(run.err()).startsWith(other.toString());
    }
  }

  @Test
  void matrix11AColumnThatTheModelDoesNotKnowIsWarnedOf() {
    lake.write(Lake.DAY, Lake.good().selectExpr("*", "id * 2 as extra"));
    assertThat(lake.done(Lake.DAY).out())
        .contains("warning: Column 'extra' was not in the table that the model was trained on");
  }

  @Test
  void matrix14AnEmptyFolderAndFilesWithoutRowsAreNoData() throws IOException {
    for (Path file : lake.files(Lake.DAY)) {
      Files.delete(file);
    }
    refused(lake.score(Lake.DAY), ExitCode.BAD_DATA, "There is no data for 2026-11-20: ");
    lake.write(Lake.DAY, Lake.good().limit(0));
    refused(lake.score(Lake.DAY), ExitCode.BAD_DATA, "There is no data: the files of ");
  }

  @Test
  void matrix15AMissingDayAndAMissingTableAreTold() {
    refused(
        lake.score("2026-11-18"),
        ExitCode.STORAGE,
        "has no partition date=2026-11-18: score a day");
    refused(
        lake.score(Lake.DAY, "--set", "source.path=" + folder.resolve("nowhere")),
        ExitCode.STORAGE,
        "does not exist: correct source.path");
  }

  @Test
  void matrix16ADayThatIsNotFinishedIsNotScored() throws IOException {
    Files.delete(lake.source(Lake.DAY).resolve("_SUCCESS"));
    refused(lake.score(Lake.DAY), ExitCode.BAD_DATA, "wait for the writer, or say --no-success");
    lake.done(Lake.DAY, "--no-success-check");
  }

  @Test
  void matrix06SettingsThatDropFilesAreRefused() {
    JobRun run =
        JobRun.under(
            Map.of("spark.sql.files.ignoreCorruptFiles", "true"), lake.arguments(Lake.DAY));
    refused(run, ExitCode.USAGE, "ignoreCorruptFiles is true and drops files silently");
  }

  @Test
  void matrix54AnOutputThatCannotBeWrittenToIsToldBeforeTheWork() throws IOException {
    Path file = Files.writeString(lake.folder().resolve("file"), "no folder");
    refused(
        lake.score(Lake.DAY, "--set", "output.path=" + file.resolve("scored")),
        ExitCode.STORAGE,
        "Cannot publish 2026-11-20 of " + file.resolve("scored"));
    assertThat(file).hasContent("no folder");
  }

  @Test
  void matrix57ADamagedModelIsToldBeforeAnyDataIsLookedAt() throws IOException {
    Path model = Files.createDirectory(lake.folder().resolve("damaged"));
    for (String name : List.of("model.json", "parameters.bin")) {
      Files.copy(lake.model().resolve(name), model.resolve(name));
    }
    byte[] bytes = Files.readAllBytes(model.resolve("parameters.bin"));
    bytes[bytes.length / 2] ^= 1;
    Files.write(model.resolve("parameters.bin"), bytes);
    refused(
        lake.score("2026-11-18", "--set", "model.path=" + model),
        ExitCode.STORAGE,
        "parameters.bin");
  }

  @Test
  void matrix63TheDayComesFromTheArgumentAlone() {
    lake.write("2020-02-29", Lake.good());
    lake.done("2020-02-29");
    assertThat(lake.table("2020-02-29").where("scoredAt = date '2020-02-29'").count())
        .isEqualTo(Lake.ROWS);
    assertThat(lake.published()).containsAllEntriesOf(before);
  }

  private void refused(JobRun run, ExitCode code, String message) {
    if (!message.contains("\n")) {
      assertThat(run.err()).contains(message);
    }
    assertThat(run.code()).as(run.err()).isEqualTo(code.code());
    assertThat(lake.published()).as("untouched, and no litter").isEqualTo(before);
  }

  private static List<String> sorted(String text) {
    return text.lines().filter(line -> line.startsWith("column ")).sorted().toList();
  }
}
