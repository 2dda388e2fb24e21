package io.cordon.spark.rows;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerSpeculativeTaskSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/** Counts what goes wrong in a cluster, so that a test can tell that its fault took place. */
final class Happenings extends SparkListener {
  private final AtomicInteger removed = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger speculative = new AtomicInteger();
  private final CountDownLatch replaced = new CountDownLatch(1);

  /** Counts from now on. */
  static Happenings of(SparkSession session) {
    Happenings happenings = new Happenings();
    session.sparkContext().addSparkListener(happenings);
    return happenings;
  }

  /** Executors that were lost. */
  int removed() {
    return removed.get();
  }

  /** Attempts of tasks that failed. */
  int failed() {
    return failed.get();
  }

  /** Second copies of slow tasks. */
  int speculative() {
    return speculative.get();
  }

  /** Returns once an executor has come in the place of a lost one; false if none comes. */
  boolean replaced() throws InterruptedException {
    return replaced.await(2, TimeUnit.MINUTES);
  }

  /** Ends the counting, after all that has happened so far. */
  void close(SparkSession session) throws Exception {
    session.sparkContext().listenerBus().waitUntilEmpty();
    session.sparkContext().removeSparkListener(this);
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved event) {
    removed.incrementAndGet();
  }

  @Override
  public void onExecutorAdded(SparkListenerExecutorAdded event) {
    if (removed.get() > 0) {
      replaced.countDown();
    }
  }

  @Override
  public void onSpeculativeTaskSubmitted(SparkListenerSpeculativeTaskSubmitted event) {
    speculative.incrementAndGet();
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd event) {
    if (event.reason() instanceof org.apache.spark.TaskFailedReason) {
      failed.incrementAndGet();
    }
  }
}
