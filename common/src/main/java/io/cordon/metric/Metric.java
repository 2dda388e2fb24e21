package io.cordon.metric;

import java.util.OptionalDouble;

/** A measured number, or the reason why there is none. It is never NaN. */
public sealed interface Metric {

  /** The number, where it is defined. */
  OptionalDouble value();

  /** A number that is finite. */
  static Metric of(double value) {
    return new Value(value);
  }

  /** No number; {@code reason} completes the sentence "undefined: ...". */
  static Metric undefined(String reason) {
    return new Undefined(reason);
  }

  /** A number. */
  record Value(double number) implements Metric {
    public Value {
      if (!Double.isFinite(number)) {
        throw new IllegalArgumentException(
            "a metric is finite or undefined with a reason, not " + number);
      }
    }

    @Override
    public OptionalDouble value() {
      return OptionalDouble.of(number);
    }

    @Override
    public String toString() {
      return Double.toString(number);
    }
  }

  /** No number, and why. */
  record Undefined(String reason) implements Metric {
    @Override
    public OptionalDouble value() {
      return OptionalDouble.empty();
    }

    @Override
    public String toString() {
      return "undefined: " + reason;
    }
  }
}
