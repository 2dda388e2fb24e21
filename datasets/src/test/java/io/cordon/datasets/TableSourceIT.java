package io.cordon.datasets;

import static io.cordon.datasets.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableSourceIT {
  private final SparkSession spark = SharedSpark.session();
  @TempDir Path folder;

  private String written(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return file.toString();
  }

  private Dataset<Row> read(SourceSettings settings) {
    return TableSource.read(spark, settings);
  }

  private void assertRefused(SourceSettings settings, ExitCode code, String... parts) {
    assertFails(() -> read(settings), code, parts);
  }

  @Test
  void parquetOrcJsonAndCsvComeBackAsWritten() {
    Dataset<Row> table =
        spark
            .range(100)
            .selectExpr("id", "cast(id % 7 as double) as amount", "concat('s', id % 3) as service");
    List<Row> expected = table.sort("id").collectAsList();
    for (String format : List.of("parquet", "orc", "json", "csv")) {
      String place = folder.resolve(format).toString();
      table.repartition(3).write().format(format).option("header", "true").save(place);
      SourceSettings settings =
          SourceSettings.files(format, place).withOptions(Map.of("header", "true"));
      SourceSettings typed = settings.withSchema("id bigint, amount double, service string");
      assertThat(read(typed).sort("id").collectAsList()).as(format).isEqualTo(expected);
      assertThat(read(settings).count()).as(format).isEqualTo(100);
      assertThat(read(typed.withWhere("service = 's1' and amount < 3")).count())
          .isEqualTo(
              expected.stream()
                  .filter(row -> row.getString(2).equals("s1") && row.getDouble(1) < 3)
                  .count());
    }
  }

  @Test
  void aCatalogueTableIsRead() {
    spark.range(5).createOrReplaceTempView("five");
    assertThat(read(SourceSettings.catalogue("five")).count()).isEqualTo(5);
    assertRefused(
        SourceSettings.catalogue("nowhere"), ExitCode.STORAGE, "The table nowhere does not exist");
  }

  @Test
  void missingEmptyAndZeroBytePlacesAreTold() throws IOException {
    String missing = folder.resolve("missing").toString();
    assertRefused(
        SourceSettings.files("parquet", missing),
        ExitCode.STORAGE,
        "path " + missing + " does not exist");
    assertRefused(
        SourceSettings.files("csv", folder + "/*.csv"), ExitCode.STORAGE, "/*.csv does not exist");
    written("empty/_SUCCESS", "");
    assertRefused(
        SourceSettings.files("parquet", folder + "/empty"),
        ExitCode.BAD_DATA,
        "There is no data in " + folder + "/empty");
    spark.range(3).write().parquet(folder + "/mixed");
    String zero = written("mixed/zero.parquet", "");
    assertRefused(
        SourceSettings.files("parquet", folder + "/mixed"),
        ExitCode.BAD_DATA,
        "1 of ",
        "0 bytes each: " + zero);
    String none = written("none.csv", "");
    assertRefused(
        SourceSettings.files("csv", none).withSchema("a int"),
        ExitCode.BAD_DATA,
        "1 of 1 files hold nothing, 0 bytes each: " + none);
  }

  @Test
  void foreignAndCutFilesAreNamed() throws IOException {
    String csv = written("renamed.parquet", "a,b,c,d\n1,2,3,4\n");
    assertRefused(
        SourceSettings.files("parquet", csv),
        ExitCode.BAD_DATA,
        "1 of 1 files are damaged or no parquet files: " + csv);
    assertRefused(SourceSettings.files("orc", csv), ExitCode.BAD_DATA, "no orc files: " + csv);
    spark.range(1_000).coalesce(1).write().parquet(folder + "/whole");
    try (var files = Files.list(folder.resolve("whole"))) {
      Path part =
          files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
      byte[] content = Files.readAllBytes(part);
      Path cut =
          Files.write(
              folder.resolve("cut.parquet"), java.util.Arrays.copyOf(content, content.length / 2));
      assertRefused(
          SourceSettings.files("parquet", cut.toString()),
          ExitCode.BAD_DATA,
          "damaged or no parquet files: " + cut);
    }
  }

  @Test
  void wrongSettingsAreUsageErrors() throws IOException {
    String csv = written("good.csv", "1,2\n");
    assertRefused(
        SourceSettings.files("parkett", csv),
        ExitCode.USAGE,
        "Spark knows no source of format \"parkett\"");
    assertRefused(
        SourceSettings.files("csv", csv).withSchema("a intt, b"),
        ExitCode.USAGE,
        "schema must be DDL",
        "but is \"a intt, b\"");
    assertRefused(
        SourceSettings.files("csv"), ExitCode.USAGE, "format csv needs at least one path");
    assertRefused(
        SourceSettings.files("csv", csv).withSchema("a int, b int").withWhere("a >"),
        ExitCode.USAGE,
        "condition must be SQL",
        "\"a >\"");
    assertRefused(
        SourceSettings.files("csv", csv).withSchema("a int, b int").withWhere("c = 1"),
        ExitCode.USAGE,
        "over its columns (a, b)",
        "\"c = 1\"");
    assertRefused(
        SourceSettings.files("csv", csv).withOptions(Map.of("mode", "dropMalformed")),
        ExitCode.USAGE,
        "option mode must not be dropMalformed");
    assertRefused(
        SourceSettings.files("csv", csv).withOptions(Map.of("ignoreCorruptFiles", "true")),
        ExitCode.USAGE,
        "ignoreCorruptFiles must not be true");
  }

  @Test
  void csvLinesThatDoNotFitTheSchemaAreCountedAndShown() throws IOException {
    String[] bad = {"1", "1,2,3", "1,x", "junk"};
    for (String line : bad) {
      SourceSettings settings =
          SourceSettings.files("csv", written("bad.csv", "1,2\n" + line + "\n3,4\n"))
              .withSchema("a int, b int");
      assertRefused(
          settings,
          ExitCode.BAD_DATA,
          "has 1 lines of 3 that do not fit the schema, such as \"" + line + "\"");
      assertRefused(
          settings.withOptions(Map.of("mode", "FAILFAST")), ExitCode.BAD_DATA, "has 1 lines of 3");
    }
    SourceSettings inferred =
        SourceSettings.files("csv", written("bad.csv", "1,2\n1,2,3\n1\n3,4\n"));
    assertRefused(inferred, ExitCode.BAD_DATA, "has 2 lines of 4 that do not fit the schema");
    SourceSettings kept =
        SourceSettings.files("csv", written("bad.csv", "1,2\n1,x\n"))
            .withSchema("a int, b int, _corrupt_record string");
    assertThat(read(kept).select("a", "b", "_corrupt_record").collectAsList().toString())
        .isEqualTo("[[1,2,null], [1,null,1,x]]");
  }

  @Test
  void jsonLinesThatDoNotFitAreCounted() throws IOException {
    String json = written("bad.json", "{\"a\": 1}\n{\"a\": \"x\"}\n{broken\n");
    assertRefused(
        SourceSettings.files("json", json).withSchema("a int"),
        ExitCode.BAD_DATA,
        "has 2 lines of 3 that do not fit the schema");
  }

  @Test
  void namesThatDifferInCaseOnlyAreRefused() throws IOException {
    SourceSettings header =
        SourceSettings.files("csv", written("twice.csv", "a,b,A\n1,2,3\n"))
            .withOptions(Map.of("header", "true"));
    assertRefused(header, ExitCode.MISMATCH, "two columns that Spark cannot tell apart, a and A");
    SourceSettings ddl =
        SourceSettings.files("csv", written("plain.csv", "1,2\n")).withSchema("a int, A int");
    assertRefused(ddl, ExitCode.MISMATCH, "a and A");
    spark.conf().set("spark.sql.caseSensitive", "true");
    try {
      spark.range(3).selectExpr("id as a", "id as A").write().parquet(folder + "/twice");
    } finally {
      spark.conf().unset("spark.sql.caseSensitive");
    }
    assertRefused(
        SourceSettings.files("parquet", folder + "/twice"),
        ExitCode.MISMATCH,
        "differ in case only");
  }

  @Test
  void aHeaderThatDiffersFromTheSchemaIsRefused() throws IOException {
    SourceSettings swapped =
        SourceSettings.files("csv", written("swapped.csv", "b,a\n1,2\n"))
            .withOptions(Map.of("header", "true"))
            .withSchema("a int, b int");
    assertRefused(swapped, ExitCode.MISMATCH, "has a header that differs from the schema");
  }
}
