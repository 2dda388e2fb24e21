package io.cordon.jobs.run;

import java.time.Duration;
import org.apache.spark.scheduler.TaskSchedulerImpl;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.collection.JavaConverters;

/**
 * The tasks that still run when a job has failed: Spark throws as soon as the first one fails, and
 * another may yet create its file in a folder that has been removed meanwhile.
 */
public final class RunningTasks {
  private static final Logger LOG = LoggerFactory.getLogger(RunningTasks.class);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final long PAUSE_MILLIS = 20;

  private RunningTasks() {}

  /** Waits until no task runs any more, for a minute at most. */
  public static void await(SparkSession spark) {
    long end = System.nanoTime() + LONGEST.toNanos();
    try {
      while (any(spark)) {
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

  /** The scheduler itself knows; Spark's status tracker is told later, and may not know yet. */
  private static boolean any(SparkSession spark) {
    return spark.sparkContext().taskScheduler() instanceof TaskSchedulerImpl scheduler
        && JavaConverters.mapAsJavaMap(scheduler.runningTasksByExecutors()).values().stream()
            .anyMatch(running -> (Integer) running > 0);
  }
}
