package io.cordon.jobs;

import java.time.Duration;
import java.util.Arrays;
import org.apache.spark.SparkExecutorInfo;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tasks that still run when a job has failed: Spark throws as soon as the first one fails, and
 * another may yet create its file in a folder that has been removed meanwhile.
 */
final class RunningTasks {
  private static final Logger LOG = LoggerFactory.getLogger(RunningTasks.class);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final long PAUSE_MILLIS = 20;

  private RunningTasks() {}

  /** Waits until no task runs any more, for a minute at most. */
  static void await(SparkSession spark) {
    long end = System.nanoTime() + LONGEST.toNanos();
    try {
      while (running(spark) > 0) {
        if (System.nanoTime() > end) {
          LOG.warn("Tasks of a failed job are still running and may leave files behind");
          return;
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private static int running(SparkSession spark) {
    return Arrays.stream(spark.sparkContext().statusTracker().getExecutorInfos())
        .mapToInt(SparkExecutorInfo::numRunningTasks)
        .sum();
  }
}
