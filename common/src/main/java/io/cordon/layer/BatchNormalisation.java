package io.cordon.layer;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Batch normalisation of each channel, then an activation: {@code activation(scale (x - mean) /
 * √(variance + epsilon) + shift)}. In training mean and variance are those of the batch; otherwise
 * running ones.
 *
 * <p>Parameters, each {@code channels} long: scale and shift where the layer is affine, running
 * mean E[x], running mean square E[x²]. The two raw moments stand for mean and variance so that ANY
 * average of parameters over shards is right: it is the total mean, and with {@code variance =
 * E[x²] - E[x]²} the total variance (mean of variances plus variance of means). A training pass
 * writes the running moments into the parameters itself; their gradient is 0.
 *
 * <p>Source: Ioffe and Szegedy, "Batch normalization" (2015), algorithms 1 and 2.
 *
 * @param affine false for scale 1 and shift 0 throughout, as Deep SVDD needs it
 */
public record BatchNormalisation(Activation activation, boolean affine) implements Layer {
  private static final long serialVersionUID = 1L;

  /** Added to the variance. */
  public static final float EPSILON = 1e-5f;

  /** Share of a batch's moments in the running ones. */
  public static final float MOMENTUM = 0.1f;

  /** With scale and shift. */
  public BatchNormalisation(Activation activation) {
    this(activation, true);
  }

  @Override
  public Shape output(Shape input) {
    return input;
  }

  @Override
  public int parameterCount(Shape input) {
    return Math.multiplyExact(affine ? 4 : 2, input.channels());
  }

  /** Scale 1, shift 0, mean 0, mean square 1. */
  @Override
  public void initialise(float[] parameters, int at, Shape input, SplittableRandom random) {
    int channels = input.channels();
    if (affine) {
      Arrays.fill(parameters, at, at + channels, 1);
    }
    int end = at + parameterCount(input);
    Arrays.fill(parameters, end - channels, end, 1);
  }
}
