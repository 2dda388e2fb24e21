package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.error.ExitCode;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Days of Iceberg tables. */
class IcebergDayIT extends CommittedTableContract {

  @Override
  String format() {
    return "iceberg";
  }

  @Override
  Map<String, String> spark() {
    return Map.of(
        "spark.sql.extensions",
        "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
        "spark.sql.catalog.ice",
        "org.apache.iceberg.spark.SparkCatalog",
        "spark.sql.catalog.ice.type",
        "hadoop",
        "spark.sql.catalog.ice.warehouse",
        folder.toString());
  }

  @Override
  String place(String table) {
    return "ice." + database() + "." + table;
  }

  private String database() {
    return lake.getFileName().toString();
  }

  @Override
  Path folderOf(String table) {
    return lake.resolve(table);
  }

  @Override
  void create() {
    session()
        .sql(
            "CREATE TABLE "
                + place("source")
                + " (id BIGINT, amount DOUBLE, hour INT, service STRING, date DATE) USING iceberg PARTITIONED BY (date)");
    session()
        .sql(
            "CREATE TABLE "
                + place("scored")
                + " (id BIGINT, outlierScore DOUBLE, predictedLabel DOUBLE, severity DOUBLE, reasons ARRAY<STRUCT<feature: STRING, share: DOUBLE>>, modelId STRING, scoredAt DATE, date DATE) USING iceberg PARTITIONED BY (date)");
  }

  @Override
  void append(String day, Dataset<Row> rows) {
    insert(place("source"), rows.coalesce(1).selectExpr("*", "date '" + day + "' as date"));
  }

  private static void insert(String table, Dataset<Row> rows) {
    rows.write().format("iceberg").mode("append").save(table);
  }

  @Override
  Dataset<Row> scored() {
    return session().read().format("iceberg").load(place("scored"));
  }

  @Override
  String dataFiles() {
    return ".*/scored/data/date=2026-11-20/.*[.]parquet";
  }

  @Override
  void writeAsAnother(String day) {
    scored()
        .where("date = '" + day + "'")
        .limit(1)
        .write()
        .format("iceberg")
        .mode("overwrite")
        .option("overwrite-mode", "dynamic")
        .save(place("scored"));
  }

  @Override
  long commits() {
    return session().read().format("iceberg").load(place("scored") + ".snapshots").count();
  }

  @Override
  String fingerprint() {
    return "\"inputs\" : \"iceberg [0-9]+\"";
  }

  @Test
  void matrix27And28TextsThatLookAlikeStayDistinct() {
    String regions = place("regions");
    session()
        .sql(
            "CREATE TABLE "
                + regions
                + " (id BIGINT, amount DOUBLE, hour INT, service STRING, date DATE, region STRING) USING iceberg PARTITIONED BY (date, region)");
    insert(
        regions,
        Lake.good()
            .selectExpr(
                "*",
                "date '" + Lake.DAY + "' as date",
                "element_at(array('007', '7', '', null), cast(id % 4 + 1 as int)) as region"));
    session().sql("ALTER TABLE " + place("scored") + " ADD COLUMN region STRING");
    done(Lake.DAY, "--set", "source.path=" + regions, "--set", "output.columns=[id,region]");
    assertThat(
            scored().groupBy("region").count().collectAsList().stream()
                .map(row -> row.get(0) + " " + row.getLong(1)))
        .containsExactlyInAnyOrder("007 50", "7 50", " 50", "null 50");
  }

  @Test
  void aTableThatIsNotThereOrNotOfDaysIsRefused() {
    JobRun none = score(Lake.DAY, "--set", "output.path=" + place("nowhere"));
    assertThat(none.err()).contains("There is no table " + place("nowhere"), "make it first");
    assertThat(none.code()).isEqualTo(ExitCode.STORAGE.code());
    session().sql("CREATE TABLE " + place("flat") + " (id BIGINT, date DATE) USING iceberg");
    JobRun flat = score(Lake.DAY, "--set", "output.path=" + place("flat"));
    assertThat(flat.err()).contains("must be partitioned by date alone, but is by []");
    assertThat(flat.code()).isEqualTo(ExitCode.MISMATCH.code());
  }
}
