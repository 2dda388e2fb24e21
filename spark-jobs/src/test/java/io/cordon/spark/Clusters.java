package io.cordon.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Sessions on other masters than the shared one, for tests that tell masters apart. */
public final class Clusters {

  private Clusters() {}

  /** A session; executors of other processes find their classes on this process's path. */
  public static SparkSession open(String master, Map<String, String> settings) {
    return SparkSession.builder().config(conf(master, settings)).getOrCreate();
  }

  /** What a launcher would pass on. */
  public static SparkConf conf(String master, Map<String, String> settings) {
    if (!master.startsWith("local[")) {
      prepareHome();
    }
    SparkConf conf =
        new SparkConf(false)
            .setMaster(master)
            .setAppName("cordon-tests " + master)
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.sql.session.timeZone", "UTC")
            .set("spark.sql.shuffle.partitions", "2")
            .set("spark.executor.memory", "900m")
            .set("spark.executor.extraClassPath", System.getProperty("java.class.path"));
    settings.forEach(conf::set);
    return conf;
  }

  /** Workers start executors from SPARK_HOME: an empty folder of jars is all that they ask for. */
  public static void prepareHome() {
    String home = System.getenv("SPARK_HOME");
    if (home == null) {
      throw new IllegalStateException(
          "a cluster in this process needs SPARK_HOME, which the build sets for integration tests");
    }
    try {
      Files.createDirectories(Path.of(home, "jars"));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
