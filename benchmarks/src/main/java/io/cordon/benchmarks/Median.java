package io.cordon.benchmarks;

import java.util.List;

/** The middle of some measurements: one disturbed repeat does not move it. */
final class Median {

  private Median() {}

  /** The median; for an even number of values the mean of the two in the middle. */
  static double of(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a median needs a value");
    }
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
