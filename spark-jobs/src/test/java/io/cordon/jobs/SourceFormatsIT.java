package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.datasets.DatasetRequest;
import io.cordon.datasets.Datasets;
import io.cordon.datasets.DemoSettings;
import io.cordon.error.ExitCode;
import io.cordon.spark.SharedSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same rows give the same model and the same scores, whatever they are read from. */
class SourceFormatsIT {
  private static final int ROWS = 1000;
  private static final String DATABASE = "jdbc:h2:mem:connections";

  @TempDir private static Path folder;

  /** H2 forgets a database in memory when its last connection is closed. */
  private static Connection open;

  private static byte[] parameters;
  private static Map<Long, RowScores.Scored> scores;

  @BeforeAll
  static void writeTheTableInEveryFormatAndLearnFromParquet() throws Exception {
    open = DriverManager.getConnection(DATABASE);
    Dataset<Row> table =
        Datasets.named("demo")
            .table(
                SharedSession.session(), DatasetRequest.generated(new DemoSettings(ROWS, 0.05, 1)));
    table.write().parquet(folder.resolve("table.parquet").toString());
    table.write().format("avro").save(folder.resolve("table.avro").toString());
    table.write().format("jdbc").option("url", DATABASE).option("dbtable", "connections").save();
    road("parquet", files("parquet"));
    parameters = parameters("parquet");
    scores = scores("parquet");
    assertThat(scores).hasSize(ROWS);
    assertThat(scores.values()).anyMatch(row -> row.flag() == 1).anyMatch(row -> row.flag() == 0);
  }

  @AfterAll
  static void closeTheDatabase() throws SQLException {
    open.close();
  }

  private static String files(String format) {
    return "format = %s, path = \"%s\"".formatted(format, folder.resolve("table." + format));
  }

  private static String database(String table, String more) {
    return "format = jdbc, options { url = \"%s\", dbtable = %s %s }"
        .formatted(DATABASE, table, more);
  }

  private static Path settings(String name, String source) throws IOException {
    return Files.writeString(
        folder.resolve(name + ".conf"),
        """
        source { %s, id = row, label = label }
        detector { name = autoencoder, autoencoder { hidden = [8], code = 2 } }
        training { rounds = 2, shards = 2 }
        model.path = "%s"
        output { path = "%s", columns = [row, label] }
        """
            .formatted(source, folder.resolve(name + ".model"), folder.resolve(name + ".scored")));
  }

  private static void road(String name, String source) throws IOException {
    String settings = settings(name, source).toString();
    for (String job : new String[] {"train", "score"}) {
      JobRun run = JobRun.of(job, "--config", settings);
      assertThat(run.code()).as(run.err()).isZero();
    }
  }

  private static byte[] parameters(String name) throws IOException {
    return Files.readAllBytes(folder.resolve(name + ".model").resolve("parameters.bin"));
  }

  private static Map<Long, RowScores.Scored> scores(String name) {
    return RowScores.of(
        SharedSession.session().read().parquet(folder.resolve(name + ".scored").toString()), "row");
  }

  @Test
  void anAvroTableGivesWhatParquetGives() throws IOException {
    road("avro", files("avro"));
    assertThat(parameters("avro")).isEqualTo(parameters);
    assertThat(scores("avro")).isEqualTo(scores);
  }

  @Test
  void aDatabaseReadByThreePartsGivesWhatParquetGives() throws IOException {
    road(
        "jdbc",
        database(
            "connections",
            ", partitionColumn = row, lowerBound = 0, upperBound = %d, numPartitions = 3"
                .formatted(ROWS)));
    assertThat(parameters("jdbc")).isEqualTo(parameters);
    assertThat(scores("jdbc")).isEqualTo(scores);
  }

  @Test
  void aTableThatTheDatabaseDoesNotHaveIsRefused() throws IOException {
    JobRun run =
        JobRun.of("train", "--config", settings("missing", database("nothing", "")).toString());
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.STORAGE.code());
    assertThat(run.err()).startsWith("The jdbc source").containsIgnoringCase("nothing");
    assertThat(folder.resolve("missing.model")).doesNotExist();
  }
}
