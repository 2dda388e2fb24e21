package io.cordon.jobs.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The named steps of a job: each is logged when it ends, and its seconds are kept for the report.
 */
public final class Steps {
  private static final Logger LOG = LoggerFactory.getLogger(Steps.class);

  private final Map<String, Double> seconds = new LinkedHashMap<>();

  /** Takes a step. */
  public <T> T take(String name, Supplier<T> step) {
    long start = System.nanoTime();
    T result = step.get();
    double taken = (System.nanoTime() - start) / 1e9;
    seconds.merge(name, taken, Double::sum);
    LOG.info("{}: {} s", name, String.format("%.1f", taken));
    return result;
  }

  /** Takes a step that gives nothing. */
  public void take(String name, Runnable step) {
    take(
        name,
        () -> {
          step.run();
          return null;
        });
  }

  /** Rows a second of a step that was taken. */
  public double rate(String step, long rows) {
    return rows / Math.max(1e-9, seconds.get(step));
  }

  /** Seconds of each step, in the order in which they were taken. */
  public Map<String, Double> seconds() {
    return seconds;
  }
}
