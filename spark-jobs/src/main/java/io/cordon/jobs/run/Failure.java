package io.cordon.jobs.run;

import io.cordon.error.ExitCode;
import io.cordon.error.FirstLine;
import io.cordon.error.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * How an exception ends a run. Spark wraps what a task threw in its own exceptions, or brings it
 * home as text only, so the whole chain of causes is searched: first for a {@link UserException},
 * then, unless the run is being stopped, for lost executors and exhausted memory. All else is a
 * fault of Cordon.
 */
public record Failure(ExitCode exitCode, String message) {
  /** As Java prints it: the line after the class name is the sentence for the user. */
  private static final Pattern AS_TEXT =
      Pattern.compile("\\b" + Pattern.quote(UserException.class.getName()) + ": ([^\\r\\n]+)");

  /** What Spark's scheduler says when it gives up because machines, not code, failed. */
  private static final List<String> LOST =
      List.of(
          "ExecutorLostFailure",
          "has failed the maximum allowable number of times",
          "All masters are unresponsive",
          "Master removed our application",
          "SparkContext has been shutdown",
          "Max number of executor failures");

  /** What a task's or the driver's exception says when a file system, not a file, is at fault. */
  private static final Pattern REFUSED =
      Pattern.compile(
          "(?:QuotaExceededException|SafeModeException|AccessControlException|BlockMissingException"
              + "|ConnectException|UnknownHostException|NoRouteToHostException|SocketTimeoutException"
              + "|KerberosAuthException|AWS[A-Za-z0-9]*Exception): ([^\\r\\n]+)"
              + "|([^\\r\\n]*No space left on device[^\\r\\n]*)");

  /** How a run ends that threw this. */
  public static Failure of(Throwable thrown) {
    List<Throwable> chain = chain(thrown);
    return asThrown(chain)
        .or(() -> asText(chain))
        .or(Failure::stopped)
        .or(() -> exhausted(chain))
        .or(() -> lost(chain))
        .or(() -> refused(chain))
        .orElseGet(
            () ->
                new Failure(
                    ExitCode.BUG,
                    "This is a fault of Cordon, not of its settings or data: please report it with the lines above."));
  }

  private static List<Throwable> chain(Throwable thrown) {
    List<Throwable> chain = new ArrayList<>();
    // A chain of causes may close on itself, hence the search for what has been seen.
    for (Throwable at = thrown; at != null && !chain.contains(at); at = at.getCause()) {
      chain.add(at);
    }
    return chain;
  }

  private static Optional<Failure> asThrown(List<Throwable> chain) {
    for (Throwable at : chain) {
      if (at instanceof UserException mistake) {
        return Optional.of(new Failure(mistake.exitCode(), mistake.getMessage()));
      }
    }
    return Optional.empty();
  }

  /**
   * An executor's exception that could not be sent as an object has lost its code; what executors
   * complain of is the data they read.
   */
  private static Optional<Failure> asText(List<Throwable> chain) {
    for (Throwable at : chain) {
      Matcher found = AS_TEXT.matcher(String.valueOf(at.getMessage()));
      if (found.find()) {
        return Optional.of(new Failure(ExitCode.BAD_DATA, found.group(1)));
      }
    }
    return Optional.empty();
  }

  /** SIGTERM and Ctrl-C take Spark away from under the run, which then fails wherever it is. */
  private static Optional<Failure> stopped() {
    return Optional.of(
            new Failure(
                ExitCode.COMPUTE_LOST,
                "The run was stopped from outside, by SIGTERM or Ctrl-C, before it was done: run it again."))
        .filter(failure -> ShutdownHookManager.get().isShutdownInProgress());
  }

  private static Optional<Failure> exhausted(List<Throwable> chain) {
    for (Throwable at : chain) {
      if (at instanceof OutOfMemoryError
          || String.valueOf(at.getMessage()).contains("java.lang.OutOfMemoryError")) {
        return Optional.of(
            new Failure(
                ExitCode.COMPUTE_LOST,
                "A task needs more memory than it was given ("
                    + FirstLine.of(at)
                    + "): give more, by CORDON_DRIVER_MEMORY on local Spark or "
                    + "spark.executor.memory on a cluster, or raise training.shards so that each task holds fewer rows."));
      }
    }
    return Optional.empty();
  }

  private static Optional<Failure> lost(List<Throwable> chain) {
    for (Throwable at : chain) {
      for (String sign : LOST) {
        if (String.valueOf(at.getMessage()).contains(sign)) {
          return Optional.of(
              new Failure(
                  ExitCode.COMPUTE_LOST,
                  "Spark lost executors more often than it may retry ("
                      + FirstLine.of(at)
                      + "): look at the executors' logs for the reason "
                      + "(memory is the usual one: raise spark.executor.memory), then run again."));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Failure> refused(List<Throwable> chain) {
    for (Throwable at : chain) {
      Matcher found = REFUSED.matcher(at.toString());
      if (found.find()) {
        return Optional.of(
            new Failure(
                ExitCode.STORAGE,
                "The storage must take and give what a run writes and reads, but it refused ("
                    + (found.group(1) == null ? found.group(2) : found.group(1)).strip()
                    + "): nothing was published; correct it, then run again."));
      }
    }
    return Optional.empty();
  }
}
