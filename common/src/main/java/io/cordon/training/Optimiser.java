package io.cordon.training;

import java.io.Serializable;

/**
 * A first-order optimiser over the flat vector. Its state lives in the same vector behind the parameters, so that averaging, checkpoints and resuming treat both
 * alike: SGD with momentum keeps {@code [parameters | velocity]}, Adam keeps {@code [parameters | first moment | second moment | steps]}.
 */
public record Optimiser(Kind kind, float learningRate, float momentum) implements Serializable {

  /** The update rule. */
  public enum Kind {
    SGD,
    ADAM
  }

  /** Numbers that the vector needs in all for so many parameters. */
  public int vectorLength(int parameters) {
    throw new UnsupportedOperationException("networks helper");
  }

  /** A fresh vector that starts with these parameters and the state at rest. */
  public float[] vector(float[] parameters) {
    return java.util.Arrays.copyOf(parameters, vectorLength(parameters.length));
  }

  /** One step: updates parameters and state from a gradient. */
  public void step(float[] vector, float[] gradient, int parameters) {
    throw new UnsupportedOperationException("networks helper");
  }
}
