package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.spark.SharedSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsIT {
  @BeforeAll
  static void makeRoom() {
    SharedSession.stop();
  }

  private static SparkConf local() {
    return new SparkConf(false).setMaster("local[1]").set("spark.ui.enabled", "false");
  }

  @Test
  void forcesWhatMakesBadDataLoudWhateverTheLauncherSays() {
    SparkConf conf =
        local()
            .set("spark.sql.session.timeZone", "Asia/Tokyo")
            .set("spark.sql.ansi.enabled", "false");
    try (SparkSession session = Sessions.open("test", conf)) {
      assertThat(session.conf().get("spark.sql.session.timeZone")).isEqualTo("UTC");
      assertThat(session.conf().get("spark.sql.ansi.enabled")).isEqualTo("true");
      assertThat(session.conf().get("spark.sql.sources.partitionColumnTypeInference.enabled"))
          .isEqualTo("false");
      assertThat(
              session
                  .sparkContext()
                  .hadoopConfiguration()
                  .get("parquet.page.verify-checksum.enabled"))
          .isEqualTo("true");
      assertThatThrownBy(() -> session.sql("select cast('12,5' as double)").collectAsList())
          .hasMessageContaining("CAST_INVALID_INPUT");
    }
  }

  @Test
  void matrix54NoScratchFolderThatCanBeWrittenToIsToldBeforeSparkStarts(@TempDir Path folder)
      throws IOException {
    String file = Files.createFile(folder.resolve("file")).toString();
    assertThatThrownBy(
            () -> Sessions.open("test", local().set("spark.local.dir", file + "/a," + file)))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.STORAGE))
        .hasMessageContainingAll("spark.local.dir", file + "/a (", file + " (");
    String good = folder.resolve("new").toString();
    try (SparkSession session =
        Sessions.open("test", local().set("spark.local.dir", file + "/a," + good))) {
      assertThat(session.range(3).count()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark.files.ignoreCorruptFiles",
        "spark.files.ignoreMissingFiles",
        "spark.sql.files.ignoreCorruptFiles",
        "spark.sql.files.ignoreMissingFiles"
      })
  void refusesSettingsThatDropFiles(String key) {
    assertThatThrownBy(() -> Sessions.open("test", local().set(key, "true")))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining(key)
        .hasMessageContaining("set it to false");
  }

  @Test
  void refusesTheCommitterThatLeavesRowsOfFailedTasks() {
    String key = "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version";
    assertThatThrownBy(() -> Sessions.open("test", local().set(key, "2")))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("set " + key + " to 1");
  }
}
