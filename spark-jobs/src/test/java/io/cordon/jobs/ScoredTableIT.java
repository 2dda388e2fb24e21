package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.jobs.run.ScoredTable;
import io.cordon.spark.SharedSession;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A write of two tasks, of which one fails while the other is still at work. */
class ScoredTableIT {
  private static final CountDownLatch SLOW_HAS_BEGUN = new CountDownLatch(1);
  private static final CountDownLatch NEVER = new CountDownLatch(1);
  private static final AtomicBoolean SLOW_HAS_ENDED = new AtomicBoolean();

  @TempDir Path folder;

  @Test
  void aFailureIsToldWhenNoTaskWritesAnyMore() {
    Dataset<Row> table =
        SharedSession.session()
            .range(0, 2, 1, 2)
            .map((MapFunction<Long, Long>) ScoredTableIT::value, Encoders.LONG())
            .toDF("value");
    assertThatThrownBy(
            () -> ScoredTable.write(table, "parquet", folder.resolve("scored").toString()))
        .hasStackTraceContaining("a task that fails");
    assertThat(SLOW_HAS_ENDED).isTrue();
  }

  /** The first row fails once the second is being worked on; the second takes its time. */
  private static long value(long row) throws InterruptedException {
    if (row == 0) {
      SLOW_HAS_BEGUN.await();
      throw new IllegalStateException("a task that fails");
    }
    SLOW_HAS_BEGUN.countDown();
    NEVER.await(2, TimeUnit.SECONDS);
    SLOW_HAS_ENDED.set(true);
    return row;
  }
}
