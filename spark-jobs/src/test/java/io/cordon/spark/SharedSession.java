package io.cordon.spark;

import org.apache.spark.sql.SparkSession;

/**
 * The one Spark session of a test run: two threads, no user interface, UTC, closed with the JVM.
 * Jobs under test open and close sessions of their own, and Spark allows one context a JVM: such a
 * test stops the shared one, and the next caller starts it again.
 */
public final class SharedSession {
  private static SparkSession session;

  private SharedSession() {}

  /** The session, started where there is none. */
  public static synchronized SparkSession session() {
    if (session == null || session.sparkContext().isStopped()) {
      session =
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
    return session;
  }

  /** Makes room for a session of another's. */
  public static synchronized void stop() {
    if (session != null) {
      session.stop();
      session = null;
    }
  }
}
