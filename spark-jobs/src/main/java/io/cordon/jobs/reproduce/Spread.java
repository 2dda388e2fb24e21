package io.cordon.jobs.reproduce;

import java.util.Locale;
import java.util.Optional;

/**
 * Mean and spread of a figure over seeds.
 *
 * @param deviation standard deviation with n - 1; 0 for a single run
 */
record Spread(double mean, double deviation) {

  /** The spread of some values; empty for none. */
  static Optional<Spread> of(double[] values) {
    if (values.length == 0) {
      return Optional.empty();
    }
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Optional.of(
        new Spread(mean, values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0));
  }

  /** "mean ± deviation" in percent with one decimal. */
  String percent() {
    return String.format(Locale.ROOT, "%.1f ± %.1f", 100 * mean, 100 * deviation);
  }
}
