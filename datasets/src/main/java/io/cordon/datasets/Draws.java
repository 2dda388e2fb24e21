package io.cordon.datasets;

import io.cordon.random.Seeds;
import java.util.SplittableRandom;

/** The random draws of one generated row: a stream that only (seed, number) decides. */
final class Draws {
  private final SplittableRandom random;

  Draws(long seed, long number) {
    this.random = new SplittableRandom(Seeds.mix(Seeds.mix(seed) ^ number));
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** A whole number, both ends included. */
  long between(long low, long high) {
    return random.nextLong(low, high + 1);
  }

  /** A uniform number in [low, high). */
  double uniform(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /**
   * A log-normal whole number; half of the draws lie below the median, two thirds within a factor
   * of e to the power of spread.
   */
  long logNormal(double median, double spread) {
    // StrictMath: the same bits on every processor.
    return StrictMath.round(median * StrictMath.exp(spread * random.nextGaussian()));
  }

  /** The same, cut to [low, high]. */
  long logNormal(double median, double spread, long low, long high) {
    return Math.max(low, Math.min(high, logNormal(median, spread)));
  }

  /** How many of n independent events happen. */
  long binomial(long n, double probability) {
    if (probability > 0.5) {
      return n - binomial(n, 1 - probability);
    }
    if (probability <= 0) {
      return 0;
    }
    // The gaps between events are geometric: one draw for each event in place of one for each
    // trial.
    double logMiss = StrictMath.log1p(-probability);
    long events = 0;
    for (double trial = gap(logMiss); trial < n; trial += 1 + gap(logMiss)) {
      events++;
    }
    return events;
  }

  private double gap(double logMiss) {
    return Math.floor(StrictMath.log(1 - random.nextDouble()) / logMiss);
  }

  String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** An index drawn by weights that add up to 1. */
  int weighted(double[] weights) {
    double left = random.nextDouble();
    for (int i = 0; i < weights.length - 1; i++) {
      left -= weights[i];
      if (left < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }
}
