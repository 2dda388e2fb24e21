package io.cordon.training;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.io.Serializable;

/**
 * A first-order optimiser over the flat vector. Its state lives in the same vector behind the
 * parameters, so that averaging, checkpoints and resuming treat both alike: SGD with momentum keeps
 * {@code [parameters | velocity]}, Adam keeps {@code [parameters | first moment | second moment |
 * steps]}.
 *
 * <p>SGD: {@code v = momentum v + g; p = p - rate v}. Adam: Kingma and Ba, "Adam: a method for
 * stochastic optimization" (2015), algorithm 1, with decays 0.9 and 0.999 and epsilon 1e-8. Its
 * steps may be a fraction, after an average over shards that made different numbers of steps.
 *
 * <p>A gradient whose Euclidean norm is above {@code clip} is first shortened to it and keeps its
 * direction (Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks"
 * (2013), algorithm 1).
 *
 * @param learningRate size of a step, above 0
 * @param momentum share of the velocity that SGD keeps, in [0, 1); Adam does not use it
 * @param clip largest norm of a gradient, over all parameters; 0 for none
 */
public record Optimiser(Kind kind, float learningRate, float momentum, float clip)
    implements Serializable {
  private static final double DECAY_1 = 0.9;
  private static final double DECAY_2 = 0.999;
  private static final double EPSILON = 1e-8;

  /**
   * Numbers that go through the scratch arrays at a time: small enough for the first-level cache.
   */
  private static final int CHUNK = 1024;

  /** The update rule. */
  public enum Kind {
    SGD,
    ADAM
  }

  /**
   * Checks the settings.
   *
   * @throws UserException where one is out of its range
   */
  public Optimiser {
    if (!(learningRate > 0) || Float.isInfinite(learningRate)) {
      throw new UserException(
          ExitCode.USAGE,
          "The optimiser's learning rate must be above 0 and finite, but it is "
              + learningRate
              + ": take 0.001 to begin with");
    }
    if (!(momentum >= 0 && momentum < 1)) {
      throw new UserException(
          ExitCode.USAGE,
          "The optimiser's momentum must be at least 0 and below 1, but it is "
              + momentum
              + ": take 0.9, or 0 for none");
    }
    if (!(clip >= 0)) {
      throw new UserException(
          ExitCode.USAGE,
          "The largest norm of a gradient must be at least 0, but it is "
              + clip
              + ": take 5, or 0 for none");
    }
  }

  /** Takes every gradient as it is. */
  public Optimiser(Kind kind, float learningRate, float momentum) {
    this(kind, learningRate, momentum, 0);
  }

  /** The same, but no gradient is longer than this; 0 for none. */
  public Optimiser withClip(float norm) {
    return new Optimiser(kind, learningRate, momentum, norm);
  }

  /** Numbers that the vector needs in all for so many parameters. */
  public int vectorLength(int parameters) {
    return switch (kind) {
      case SGD -> Math.multiplyExact(2, parameters);
      case ADAM -> Math.addExact(Math.multiplyExact(3, parameters), 1);
    };
  }

  /** A fresh vector that starts with these parameters and the state at rest. */
  public float[] vector(float[] parameters) {
    return java.util.Arrays.copyOf(parameters, vectorLength(parameters.length));
  }

  /**
   * One step: updates parameters and state from a gradient.
   *
   * @param vector of {@link #vectorLength}; state that is all zeros is the start
   * @param gradient its first {@code parameters} numbers are used, and shortened where {@code clip}
   *     says so
   */
  public void step(float[] vector, float[] gradient, int parameters) {
    if (vector.length != vectorLength(parameters)) {
      throw new IllegalArgumentException(
          kind
              + " needs a vector of "
              + vectorLength(parameters)
              + " numbers for "
              + parameters
              + " parameters, not of "
              + vector.length);
    }
    if (clip > 0) {
      shorten(gradient, parameters);
    }
    switch (kind) {
      case SGD -> descend(vector, gradient, parameters);
      case ADAM -> adapt(vector, gradient, parameters);
    }
  }

  private void shorten(float[] gradient, int parameters) {
    double squares = 0;
    for (int index = 0; index < parameters; index++) {
      squares += (double) gradient[index] * gradient[index];
    }
    double norm = Math.sqrt(squares);
    if (norm > clip) {
      float scale = (float) (clip / norm);
      for (int index = 0; index < parameters; index++) {
        gradient[index] *= scale;
      }
    }
  }

  // The loops below run over arrays of their own, not over parts of one: only then does the
  // compiler know that the parts do not overlap, and uses vectors.

  private void descend(float[] vector, float[] gradient, int parameters) {
    int chunk = Math.min(CHUNK, parameters);
    float[] p = new float[chunk];
    float[] v = new float[chunk];
    float[] g = new float[chunk];
    for (int from = 0; from < parameters; from += chunk) {
      int count = Math.min(chunk, parameters - from);
      System.arraycopy(vector, from, p, 0, count);
      System.arraycopy(vector, parameters + from, v, 0, count);
      System.arraycopy(gradient, from, g, 0, count);
      descend(p, v, g, count);
      System.arraycopy(p, 0, vector, from, count);
      System.arraycopy(v, 0, vector, parameters + from, count);
    }
  }

  private void descend(float[] p, float[] v, float[] g, int count) {
    float rate = learningRate;
    float keep = momentum;
    for (int index = 0; index < count; index++) {
      v[index] = keep * v[index] + g[index];
      p[index] -= rate * v[index];
    }
  }

  private void adapt(float[] vector, float[] gradient, int parameters) {
    double steps = vector[3 * parameters] + 1.0;
    vector[3 * parameters] = (float) steps;
    // Dividing both moments by 1 - decay^steps is the same as this rate and this epsilon.
    double root = Math.sqrt(1 - Math.pow(DECAY_2, steps));
    float rate = (float) (learningRate * root / (1 - Math.pow(DECAY_1, steps)));
    float epsilon = (float) (EPSILON * root);
    int chunk = Math.min(CHUNK, parameters);
    float[] p = new float[chunk];
    float[] m = new float[chunk];
    float[] s = new float[chunk];
    float[] g = new float[chunk];
    for (int from = 0; from < parameters; from += chunk) {
      int count = Math.min(chunk, parameters - from);
      System.arraycopy(vector, from, p, 0, count);
      System.arraycopy(vector, parameters + from, m, 0, count);
      System.arraycopy(vector, 2 * parameters + from, s, 0, count);
      System.arraycopy(gradient, from, g, 0, count);
      decay(m, s, g, count);
      descend(p, m, s, count, rate, epsilon);
      System.arraycopy(p, 0, vector, from, count);
      System.arraycopy(m, 0, vector, parameters + from, count);
      System.arraycopy(s, 0, vector, 2 * parameters + from, count);
    }
  }

  private static void decay(float[] m, float[] s, float[] g, int count) {
    final float decay1 = (float) DECAY_1;
    final float decay2 = (float) DECAY_2;
    final float rest1 = (float) (1 - DECAY_1);
    final float rest2 = (float) (1 - DECAY_2);
    for (int index = 0; index < count; index++) {
      m[index] = decay1 * m[index] + rest1 * g[index];
      s[index] = decay2 * s[index] + rest2 * (g[index] * g[index]);
    }
  }

  private static void descend(
      float[] p, float[] m, float[] s, int count, float rate, float epsilon) {
    for (int index = 0; index < count; index++) {
      p[index] -= rate * m[index] / ((float) Math.sqrt(s[index]) + epsilon);
    }
  }
}
