package io.cordon.layer;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A layer of one output that grows with the distance from the nearest of {@code count} prototypes,
 * all of them learned, as are the weights of the features:
 *
 * <pre>
 * D_j = Σ_k w_k (x_k - c_jk)²,   w_k = exp(10 v_k)
 * h   = -1/s log Σ_j exp(-s D_j)           (nearly the least D_j; s is the sharpness)
 * out = 10 (exp(a) h - b)
 * </pre>
 *
 * <p>Far from all prototypes the output only grows, which no dense network promises. Parameters: c
 * ({@code count x inputs}, one row a prototype), v ({@code inputs}), a, b. The tens let one step of
 * an optimiser move the logarithm of a weight and the offset further than a coordinate. There are
 * no weights for a penalty to shrink.
 *
 * @param count prototypes, at least 1
 * @param sharpness s, above 0, in units of 1 / D
 */
public record Prototypes(int count, float sharpness) implements Layer {
  private static final long serialVersionUID = 1L;

  /** How many times as far the output and the logarithms of the weights move as what is learned. */
  public static final float GAIN = 10;

  @Override
  public Shape output(Shape input) {
    return Shape.row(1);
  }

  @Override
  public int parameterCount(Shape input) {
    return Math.addExact(Math.multiplyExact(count + 1, input.size()), 2);
  }

  /** Prototypes around the origin, each coordinate normal; weights 1, a and b 0. */
  @Override
  public void initialise(float[] parameters, int at, Shape input, SplittableRandom random) {
    for (int place = at; place < at + count * input.size(); place++) {
      parameters[place] = (float) random.nextGaussian();
    }
  }

  /**
   * Parameters that start at given prototypes: all weights alike, so that the output is 0 where a
   * row is as far from the nearest as is typical, and {@code -GAIN} where it is one of them.
   *
   * @param rows {@code n x inputs} with 1 ≤ n; prototypes beyond n are copies of the first
   * @param typical a typical squared distance from the nearest, above 0
   */
  public float[] at(float[] rows, int inputs, double typical) {
    float[] parameters = new float[parameterCount(Shape.row(inputs))];
    int end = count * inputs;
    for (int place = 0; place < end; place++) {
      parameters[place] = rows[place % rows.length];
    }
    Arrays.fill(parameters, end, end + inputs, (float) (-StrictMath.log(typical) / GAIN));
    parameters[end + inputs + 1] = 1;
    return parameters;
  }
}
