package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Days whose folder holds folders that say further columns. */
class PartitionColumnsIT {
  private static final String[] KEPT = {"--set", "output.columns=[id,region]"};

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
  void matrix27FoldersThatLookLikeEqualNumbersAreDistinctTexts() {
    write("if(id % 2 = 0, '007', if(id = 13, 'a/b c', '7'))");
    assertThat(lake.done(Lake.DAY, KEPT).out()).contains("200 rows of 200 scored");
    List<Row> regions =
        lake.table(Lake.DAY).groupBy("region").count().orderBy("region").collectAsList();
    assertThat(regions.toString()).isEqualTo("[[007,100], [7,99], [a/b c,1]]");
    assertThat(lake.done(Lake.DAY, KEPT).out()).contains("Already complete");
  }

  @Test
  void matrix28AFolderOfRowsWithoutAValueIsRefusedForItMayHoldEmptyTextsToo() {
    write("if(id = 3, null, if(id = 4, '', 'x'))");
    refused(ExitCode.BAD_DATA, "region=__HIVE_DEFAULT_PARTITION__ holds rows with none or");
  }

  @Test
  void foldersThatSayNoColumnOrNotAllTheSameAreRefused() throws IOException {
    write("'x'");
    Path day = lake.source(Lake.DAY);
    Files.createDirectory(day.resolve("colour=red"));
    refused(ExitCode.MISMATCH, "Folders beside each other must say the same column");
    Files.move(day.resolve("colour=red"), day.resolve("old"));
    refused(ExitCode.MISMATCH, "must say a value of a column, such as region=north");
    Files.delete(day.resolve("old"));
    Path above =
        Files.list(day.resolve("region=x")).filter(PartitionColumnsIT::isData).findAny().get();
    Files.move(above, day.resolve(above.getFileName()));
    refused(ExitCode.MISMATCH, "must all lie equally deep");
  }

  private static boolean isData(Path file) {
    return file.toString().endsWith(".parquet");
  }

  private void refused(ExitCode code, String words) {
    JobRun run = lake.score(Lake.DAY, KEPT);
    assertThat(run.err()).contains(words);
    assertThat(run.code()).isEqualTo(code.code());
    assertThat(lake.published()).isEmpty();
  }

  private void write(String region) {
    Lake.good()
        .selectExpr("*", region + " as region")
        .write()
        .mode("overwrite")
        .partitionBy("region")
        .parquet(lake.source(Lake.DAY).toString());
  }
}
