package io.cordon.layer;

import java.util.SplittableRandom;

/**
 * The transpose of a convolution: every input place lays its square of weights, times its numbers,
 * onto the output, {@code stride} places apart, and what falls onto the padding is cut off. A side
 * of n places becomes {@code (n - 1) stride + size - 2 padding}. Parameters: weights ({@code
 * channels x size x size x filters}), then biases ({@code filters}).
 *
 * @param filters channels that come out
 * @param size side of the square, at least 1
 * @param stride places from one square to the next, at least 1
 * @param padding places cut off around the output, at least 0
 * @param bias false for a layer without biases
 */
public record TransposedConvolution(
    int filters, int size, int stride, int padding, Activation activation, boolean bias)
    implements Layer {
  private static final long serialVersionUID = 1L;

  @Override
  public Shape output(Shape input) {
    return new Shape(side(input.height()), side(input.width()), filters);
  }

  private int side(int places) {
    return (places - 1) * stride + size - 2 * padding;
  }

  @Override
  public int weightCount(Shape input) {
    return Math.multiplyExact(input.channels(), size * size * filters);
  }

  @Override
  public int parameterCount(Shape input) {
    return Math.addExact(weightCount(input), bias ? filters : 0);
  }

  @Override
  public void initialise(float[] parameters, int at, Shape input, SplittableRandom random) {
    double overlap = Math.max(1, (double) size * size / ((double) stride * stride));
    Initial.uniform(
        parameters,
        at,
        weightCount(input),
        activation,
        overlap * input.channels(),
        (double) size * size * filters,
        random);
  }
}
