package io.cordon.imported;

import io.cordon.layer.Activation;
import java.util.Locale;

/** Activations as files name them. */
final class Activations {
  /** The slope of leaky ReLU below 0. */
  static final float LEAK = 0.01f;

  private Activations() {}

  /**
   * The activation of this name, in lower case with hyphens.
   *
   * @param plain whether its numbers are those that ours has
   */
  static Activation of(String name, boolean plain) {
    if (!plain) {
      throw new UnsuitableException(
          "has a " + name + " of other numbers than Cordon's (leaky-relu 0.01, elu 1, relu plain)");
    }
    for (Activation activation : Activation.values()) {
      if (activation.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name)) {
        return activation;
      }
    }
    throw unknown(name);
  }

  static UnsuitableException unknown(String name) {
    return new UnsuitableException(
        "has the activation "
            + name
            + ": supported are linear, sigmoid, tanh, relu, leaky-relu and elu (encoder.imported.layers leaves last layers out)");
  }
}
