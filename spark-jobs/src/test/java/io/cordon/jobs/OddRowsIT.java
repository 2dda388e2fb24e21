package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.error.ExitCode;
import io.cordon.spark.SharedSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that are odd and whole, and rows that are broken in ways that Spark passes over. */
class OddRowsIT {
  private static final int WIDE = 5000;

  /** These days are unlike any other on purpose. */
  private static final String[] ANY_DAY = {"--set", "drift.enabled=false"};

  @TempDir private static Path folder;
  private static Path model;
  private Lake lake;

  @BeforeAll
  static void train() throws IOException {
    model = Lake.trained(folder);
  }

  @BeforeEach
  void fill() {
    lake = Lake.in(folder, model);
  }

  @Test
  void matrix21ZerosOfBothSignsAndDenormalsHaveOneScore() {
    write(
        "array(0D, -0D, 4.9E-324D, -4.9E-324D)[id % 4] as amount", "5 as hour", "'s1' as service");
    lake.done(Lake.DAY, ANY_DAY);
    assertThat(lake.table(Lake.DAY).count()).isEqualTo(Lake.ROWS);
    assertThat(lake.table(Lake.DAY).select("outlierScore").distinct().count()).isEqualTo(1);
  }

  @Test
  void matrix25And35BytesThatAreNoTextAndATextOf50MegabytesAreSetAside() {
    write(
        "amount",
        "hour",
        "case id when 7 then cast(unhex('73FF31') as string)"
            + " when 8 then repeat(concat('text ', id), 9000000) when 9 then 's\u00fc\ufffd' else service end as service");
    assertThat(lake.done(Lake.DAY).out()).contains(": 198 rows of 200 scored", " 2 quarantined;");
    List<Row> aside = lake.quarantined(Lake.DAY).orderBy("position").collectAsList();
    assertThat(aside.get(0).getString(0))
        .isEqualTo("A value of column 'service' is not UTF-8: mend the table");
    assertThat(aside.get(1).getString(0)).contains("'service' is longer than 1048576 bytes");
    assertThat(aside.get(1).getString(3)).hasSize(1 << 16).startsWith("{\"id\":8,");
    assertThat(lake.table(Lake.DAY).where("id = 9").count()).isEqualTo(1);
  }

  @Test
  void matrix35FiveThousandColumnsThatTheModelDoesNotKnowAreNotRead() throws IOException {
    for (Path file : lake.files(Lake.DAY)) {
      Files.delete(file);
    }
    writeWide(lake.source(Lake.DAY).resolve("part-wide.parquet"));
    assertThat(lake.done(Lake.DAY, ANY_DAY).out()).contains(": 200 rows of 200 scored");
    assertThat(lake.table(Lake.DAY).columns()).hasSize(7);
  }

  /** By Parquet's own writer: Spark takes minutes to compile so wide a row. */
  private static void writeWide(Path file) throws IOException {
    Types.GroupBuilder<MessageType> columns =
        Types.buildMessage()
            .required(PrimitiveTypeName.INT64)
            .named("id")
            .required(PrimitiveTypeName.DOUBLE)
            .named("amount")
            .required(PrimitiveTypeName.INT32)
            .named("hour")
            .required(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named("service");
    for (int column = 0; column < WIDE; column++) {
      columns.optional(PrimitiveTypeName.INT64).named("c" + column);
    }
    MessageType type = columns.named("spark_schema");
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
            .withType(type)
            .build()) {
      for (int row = 0; row < Lake.ROWS; row++) {
        Group group = new SimpleGroup(type);
        group.append("id", (long) row).append("amount", 1.0).append("hour", 5);
        group.append("service", "s1").append("c" + row, (long) row);
        writer.write(group);
      }
    }
  }

  @Test
  void matrix29And30NoTimeZoneAndNoDayOfDaylightSavingLosesOrDoublesARow() {
    TimeZone here = TimeZone.getDefault();
    // The days on which Berlin's clocks go forward and back, a row for every seven minutes.
    List<String> days = List.of("2026-03-29", "2026-10-25");
    for (String day : days) {
      String start =
          "timestamp_seconds(unix_seconds(timestamp '" + day + " 00:00:00Z') + id * 420)";
      lake.write(day, Lake.good().selectExpr("id", "amount", "hour", "service", start + " as at"));
    }
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
      for (String day : days) {
        JobRun run =
            JobRun.under(
                Map.of("spark.sql.session.timeZone", "Europe/Berlin"),
                lake.arguments(day, "--set", "output.columns=[id, at]"));
        assertThat(run.code()).as(run.err()).isZero();
        SharedSession.stop();
      }
    } finally {
      TimeZone.setDefault(here);
    }
    for (String day : days) {
      Dataset<Row> table = lake.table(day);
      assertThat(table.where("scoredAt = date '" + day + "'").count()).isEqualTo(Lake.ROWS);
      Dataset<Row> source = SharedSession.session().read().parquet(lake.source(day).toString());
      assertThat(table.select("id", "at").exceptAll(source.select("id", "at")).count()).isZero();
    }
  }

  @Test
  void matrix34NineTenthsOfTheRowsUnderOneKeyChangeNoScore() {
    lake.done(Lake.BEFORE);
    lake.write(
        Lake.DAY,
        Lake.good().selectExpr("if(id < 180, 0L, id) as id", "amount", "hour", "service"));
    lake.done(Lake.DAY);
    assertThat(scores(Lake.DAY)).isEqualTo(scores(Lake.BEFORE));
    assertThat(train("skewed", lake.source(Lake.DAY), Map.of("detector.name", "pca")).code())
        .isZero();
  }

  @Test
  void matrix32AMillionCategoriesShareABucketOrAreRefusedAboveTheCap() {
    Path table = lake.folder().resolve("million");
    SharedSession.session()
        .range(0, 1_000_000, 1, 2)
        .selectExpr("id", "sin(id) as amount", "concat('category-', id) as name")
        .write()
        .parquet(table.toString());
    Map<String, String> pca = Map.of("detector.name", "pca", "features.max-categories", "2");
    JobRun capped = train("capped", table, pca);
    assertThat(capped.code()).as(capped.err()).isZero();
    assertThat(capped.out())
        .contains("Column 'name' has 1000000 categories", "share the last bucket");
    Map<String, String> few = new HashMap<>(pca);
    few.put("features.max-distinct", "999999");
    JobRun refused = train("refused", table, few);
    assertThat(refused.err()).contains("'name' has more than 999999 distinct values");
    assertThat(refused.code()).isEqualTo(ExitCode.BAD_DATA.code());
  }

  @Test
  void matrix35ATextOf50MegabytesEndsTraining() {
    Path table = lake.folder().resolve("text");
    Lake.good()
        .selectExpr(
            "id", "amount", "if(id = 3, repeat(concat('text ', id), 9000000), service) as service")
        .write()
        .parquet(table.toString());
    JobRun run = train("text-model", table, Map.of());
    assertThat(run.err())
        .contains("4096 bytes, but column 'service' has one of")
        .doesNotContain("\tat ");
    assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA.code());
  }

  @Test
  void matrix07To10FilesOfOneTableThatDifferEndTrainingWithFileAndColumn() {
    Path source = lake.source(Lake.DAY);
    List<Path> sound = lake.files(Lake.DAY);
    record Drift(String[] columns, String message) {}
    List<Drift> drifts =
        List.of(
            new Drift(
                new String[] {"double(id) as id", "amount", "hour", "service"},
                "column 'id' is double here and bigint in "),
            new Drift(
                new String[] {"id", "hour", "service"},
                "column 'amount' is missing here and double"),
            new Drift(
                new String[] {"id", "amount as amounts", "hour", "service"},
                "column 'amount' is missing here and double"));
    for (Drift drift : drifts) {
      lake.append(Lake.DAY, Lake.good().selectExpr(drift.columns()).coalesce(1));
      Path other =
          lake.files(Lake.DAY).stream()
              .filter(file -> !sound.contains(file))
              .findFirst()
              .orElseThrow();
      JobRun run = train("drifted", source, Map.of());
      // Whichever file comes first is the measure.
      assertThat(run.err())
          .contains(
              "The files of a table must have the same columns", other.toString(), "source.exclude")
          .containsAnyOf(drift.message(), swapped(drift.message()))
          .doesNotContain("\tat ");
      assertThat(run.code()).isEqualTo(ExitCode.MISMATCH.code());
      assertThat(other.toFile().delete()).isTrue();
    }
    assertThat(train("sound", source, Map.of("detector.name", "pca")).code()).isZero();
  }

  private static String swapped(String message) {
    return message.replaceFirst("is (\\w+) here and (\\w+).*", "is $2 here and $1 in ");
  }

  private void write(String... columns) {
    List<String> all = new java.util.ArrayList<>(List.of("id"));
    all.addAll(List.of(columns));
    lake.write(Lake.DAY, Lake.good().selectExpr(all.toArray(String[]::new)));
  }

  private List<Double> scores(String day) {
    return lake.table(day).select("outlierScore").collectAsList().stream()
        .map(row -> row.getDouble(0))
        .sorted()
        .toList();
  }

  private JobRun train(String name, Path table, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("source.path", table.toString());
    settings.put("source.id", "id");
    settings.put("training.rounds", "1");
    settings.put("training.shards", "2");
    settings.put("model.path", lake.folder().resolve(name).toString());
    settings.putAll(more);
    return JobRun.with(settings, "train");
  }
}
