package io.cordon.spark.rows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Sessions on other masters than the shared one, for tests that tell masters apart. */
final class Clusters {

  private Clusters() {}

  /** A session; executors of other processes find their classes on this process's path. */
  static SparkSession open(String master, Map<String, String> settings) {
    if (!master.startsWith("local[")) {
      prepareHome();
    }
    SparkSession.Builder builder =
        SparkSession.builder()
            .master(master)
            .appName("cordon-tests " + master)
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.executor.memory", "900m")
            .config("spark.executor.extraClassPath", System.getProperty("java.class.path"));
    settings.forEach(builder::config);
    return builder.getOrCreate();
  }

  /** Workers start executors from SPARK_HOME: an empty folder of jars is all that they ask for. */
  private static void prepareHome() {
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
