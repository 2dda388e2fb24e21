package io.cordon.benchmarks;

import io.cordon.metric.Metric;
import io.cordon.metric.RankingMetrics;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Mean and standard deviation (n - 1) of a metric over seeds. */
final class Spread {

  private Spread() {}

  /** "mean ± sd" with four decimals. */
  static String of(List<RankingMetrics> runs, Function<RankingMetrics, Metric> metric) {
    double[] values =
        runs.stream().mapToDouble(run -> metric.apply(run).value().orElseThrow()).toArray();
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double deviation = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0;
    return String.format(Locale.ROOT, "%.4f ± %.4f", mean, deviation);
  }
}
