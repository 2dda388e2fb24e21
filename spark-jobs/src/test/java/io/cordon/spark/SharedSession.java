package io.cordon.spark;

import org.apache.spark.sql.SparkSession;

/**
 * The one Spark session of a test run: two threads, no user interface, UTC, closed with the JVM.
 */
public final class SharedSession {

  private SharedSession() {}

  /** The session, started at the first call. */
  public static SparkSession session() {
    return Holder.SESSION;
  }

  private static final class Holder {
    private static final SparkSession SESSION =
        SparkSession.builder()
            .master("local[2]")
            .appName("cordon-tests")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.shuffle.partitions", "4")
            .config("spark.sql.ansi.enabled", "true")
            .getOrCreate();
  }
}
