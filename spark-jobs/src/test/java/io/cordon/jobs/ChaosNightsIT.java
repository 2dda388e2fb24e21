package io.cordon.jobs;

import io.cordon.spark.SharedSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nights in which anything may happen, drawn from a seed. Three seeds by default; {@code
 * -Dchaos.seeds=30} runs those from 1 to 30, {@code -Dchaos.seed=17} that one ({@code 17,4} those),
 * {@code -Dchaos.nights=60} more nights of each.
 */
class ChaosNightsIT {
  @TempDir private static Path folder;
  private static Path model;
  private static SparkSession spark;

  /** One session for all nights: they are many, and to start and stop one takes longer than one. */
  @BeforeAll
  static void trainAndOpen() throws IOException {
    model = Lake.trained(folder);
    SharedSession.stop();
    spark =
        Sessions.open(
            "chaos",
            new SparkConf()
                .setMaster("local[2]")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.sql.shuffle.partitions", "2")
                .set("spark.hadoop.fs.file.impl", "io.cordon.spark.CutOffFileSystem")
                .set("spark.hadoop.fs.file.impl.disable.cache", "true"));
  }

  @AfterAll
  static void close() {
    spark.stop();
  }

  static LongStream seeds() {
    String some = System.getProperty("chaos.seed");
    return some == null
        ? LongStream.rangeClosed(1, Long.getLong("chaos.seeds", 3))
        : Arrays.stream(some.split(",")).mapToLong(Long::parseLong);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whateverHappensEveryDayIsWholeAndAccountedFor(long seed) throws Exception {
    try (ChaosNights nights = new ChaosNights(spark, folder, model, seed)) {
      nights.pass(Integer.getInteger("chaos.nights", 3));
    }
  }
}
