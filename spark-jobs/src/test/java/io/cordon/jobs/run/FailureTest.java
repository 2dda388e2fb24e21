package io.cordon.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class FailureTest {
  private static final UserException MISTAKE =
      new UserException(ExitCode.MISMATCH, "Column a must be a number.");

  @Test
  void tellsTheSentenceOfAUserMistake() {
    assertThat(Failure.of(MISTAKE))
        .isEqualTo(new Failure(ExitCode.MISMATCH, "Column a must be a number."));
  }

  @Test
  void findsAUserMistakeUnderWhatSparkWrapsAroundIt() {
    Throwable wrapped =
        new SparkException(
            "Job aborted.", new SparkException("Task failed while writing rows.", MISTAKE));
    assertThat(Failure.of(wrapped))
        .isEqualTo(new Failure(ExitCode.MISMATCH, "Column a must be a number."));
  }

  @Test
  void takesAMistakeThatArrivesAsTextForBadData() {
    Throwable text =
        new SparkException(
            "Job aborted due to stage failure: Task 0 in stage 1.0 failed 1 times, most recent failure: Lost task 0.0: "
                + "io.cordon.error.UserException: Row 7 holds NaN in column a.\n\tat io.cordon.X.y(X.java:1)\n\nDriver stacktrace:",
            null);
    assertThat(Failure.of(text))
        .isEqualTo(new Failure(ExitCode.BAD_DATA, "Row 7 holds NaN in column a."));
  }

  @Test
  void tellsLostExecutorsFromFaults() {
    String message =
        "Job aborted due to stage failure: Task 3 in stage 2.0 failed 4 times, most recent failure: Lost task 3.3 in stage 2.0 (TID 9) "
            + "(127.0.0.1 executor 4): ExecutorLostFailure (executor 4 exited caused by one of the running tasks)\nDriver stacktrace:";
    Failure failure = Failure.of(new SparkException(message, null));
    assertThat(failure.exitCode()).isEqualTo(ExitCode.COMPUTE_LOST);
    assertThat(failure.message())
        .contains("ExecutorLostFailure", "spark.executor.memory")
        .doesNotContain("\n");
  }

  @Test
  void saysHowToGiveMoreMemory() {
    Failure failure =
        Failure.of(
            new SparkException(
                "Job aborted due to stage failure", new OutOfMemoryError("Java heap space")));
    assertThat(failure.exitCode()).isEqualTo(ExitCode.COMPUTE_LOST);
    assertThat(failure.message())
        .contains("Java heap space", "CORDON_DRIVER_MEMORY", "training.shards");
  }

  @Test
  void tellsAStorageThatRefusesFromFaults() {
    String message =
        "Job aborted due to stage failure: Task 1 in stage 2.0 failed 4 times\n\tat a.B.c(B.java:1)\n"
            + "Caused by: org.apache.hadoop.hdfs.protocol.DSQuotaExceededException: The DiskSpace quota of /t is exceeded\n\tat d.E";
    Failure failure = Failure.of(new SparkException(message, null));
    assertThat(failure.exitCode()).isEqualTo(ExitCode.STORAGE);
    assertThat(failure.message())
        .contains("but it refused (The DiskSpace quota of /t is exceeded): nothing was published")
        .doesNotContain("\n");
    assertThat(Failure.of(new java.io.IOException("/tmp/x: No space left on device")).exitCode())
        .isEqualTo(ExitCode.STORAGE);
  }

  @Test
  void aMistakeCountsForMoreThanTheExecutorsLostThroughIt() {
    assertThat(Failure.of(new SparkException("ExecutorLostFailure", MISTAKE)).exitCode())
        .isEqualTo(ExitCode.MISMATCH);
  }

  @Test
  void takesAllElseForAFaultOfCordon() {
    assertThat(Failure.of(new IllegalStateException("oops")).exitCode()).isEqualTo(ExitCode.BUG);
  }

  @Test
  void endsOnAChainOfCausesThatClosesOnItself() {
    Exception first = new Exception("first");
    Exception second = new Exception("second", first);
    first.initCause(second);
    assertThat(Failure.of(first).exitCode()).isEqualTo(ExitCode.BUG);
  }
}
