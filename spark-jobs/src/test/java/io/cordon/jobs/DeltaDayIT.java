package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.error.ExitCode;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Days of Delta tables. */
class DeltaDayIT extends CommittedTableContract {

  @Override
  String format() {
    return "delta";
  }

  @Override
  Map<String, String> spark() {
    return Map.of(
        "spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension",
        "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog",
        "spark.databricks.delta.snapshotPartitions", "1");
  }

  @Override
  void append(String day, Dataset<Row> rows) {
    rows.coalesce(1)
        .selectExpr("*", "date '" + day + "' as date")
        .write()
        .format("delta")
        .partitionBy("date")
        .mode("append")
        .save(place("source"));
  }

  @Override
  Dataset<Row> scored() {
    return session().read().format("delta").load(place("scored"));
  }

  @Override
  String dataFiles() {
    return ".*/scored/date=2026-11-20/part-.*";
  }

  @Override
  void writeAsAnother(String day) {
    scored()
        .where("date = '" + day + "'")
        .limit(1)
        .write()
        .format("delta")
        .mode("overwrite")
        .option("replaceWhere", "date = '" + day + "'")
        .save(place("scored"));
  }

  @Override
  long commits() {
    return DeltaTable.forPath(session(), place("scored")).history().count();
  }

  @Override
  String fingerprint() {
    return "\"inputs\" : \"delta 1\"";
  }

  @Test
  void matrix55ATruncatedLogOrAMissingFilePointsToARestore() throws IOException {
    List<Path> data = files("source/date=" + Lake.DAY, ".parquet");
    byte[] kept = Files.readAllBytes(data.get(0));
    Files.delete(data.get(0));
    damaged();
    Files.write(data.get(0), kept);
    Path newest = folderOf("source").resolve("_delta_log/00000000000000000001.json");
    Files.write(newest, java.util.Arrays.copyOf(Files.readAllBytes(newest), 300));
    Files.deleteIfExists(newest.resolveSibling("." + newest.getFileName() + ".crc"));
    Files.deleteIfExists(newest.resolveSibling("00000000000000000001.crc"));
    damaged();
    assertThat(folderOf("scored").resolve("_delta_log")).doesNotExist();
    assertNoLitter();
  }

  private void damaged() {
    JobRun run = score(Lake.DAY);
    assertThat(run.err()).contains("bring back what is missing, or restore an earlier version");
    assertThat(run.code()).isEqualTo(ExitCode.STORAGE.code());
  }

  private List<Path> files(String below, String end) throws IOException {
    try (Stream<Path> files = Files.list(lake.resolve(below))) {
      return files.filter(file -> file.toString().endsWith(end)).toList();
    }
  }
}
