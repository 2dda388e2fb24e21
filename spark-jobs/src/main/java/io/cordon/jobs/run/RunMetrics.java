package io.cordon.jobs.run;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.SparkEnv;
import org.apache.spark.metrics.source.Source;

/**
 * A run's numbers among Spark's own metrics, as {@code <application>.driver.cordon.<job>.<name>}:
 * whatever sinks a cluster has receive them when the session ends, if not before.
 */
public final class RunMetrics implements Source {
  private final MetricRegistry registry = new MetricRegistry();
  private final String name;

  private RunMetrics(String name) {
    this.name = name;
  }

  /**
   * Hands the numbers of a run to Spark.
   *
   * @param counts such as rows, by name
   * @param seconds of each step
   * @param rowsPerSecond of the step that does the work
   */
  public static void tell(
      String job, Map<String, Long> counts, Map<String, Double> seconds, double rowsPerSecond) {
    RunMetrics metrics = new RunMetrics("cordon." + job);
    counts.forEach(metrics::add);
    seconds.forEach((step, taken) -> metrics.add("seconds." + plain(step), taken));
    metrics.add("rowsPerSecond", rowsPerSecond);
    SparkEnv.get().metricsSystem().registerSource(metrics);
  }

  @Override
  public String sourceName() {
    return name;
  }

  @Override
  public MetricRegistry metricRegistry() {
    return registry;
  }

  private void add(String metric, Number value) {
    Gauge<Number> gauge = () -> value;
    registry.register(metric, gauge);
  }

  /** A step's name as part of a metric's: "score and write" becomes "score-and-write". */
  private static String plain(String step) {
    return step.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }
}
