package io.cordon.layer;

import java.util.SplittableRandom;

/**
 * A two-dimensional convolution (a cross-correlation, as everywhere in the field): every output
 * place sees a square of input places, zeros beyond the edge. With size 1 it is a dense layer on
 * each place, so on each step of a sequence. Parameters: weights ({@code filters x size x size x
 * channels}), then biases ({@code filters}).
 *
 * @param filters channels that come out
 * @param size side of the square, at least 1
 * @param stride places from one square to the next, at least 1
 * @param padding zeros laid around the input, at least 0
 * @param bias false for a layer without biases
 */
public record Convolution(
    int filters, int size, int stride, int padding, Activation activation, boolean bias)
    implements Layer {
  private static final long serialVersionUID = 1L;

  /** A convolution of odd size that keeps height and width. */
  public static Convolution same(int filters, int size, Activation activation, boolean bias) {
    return new Convolution(filters, size, 1, size / 2, activation, bias);
  }

  /** A dense layer on each place. */
  public static Convolution perPlace(int filters, Activation activation) {
    return new Convolution(filters, 1, 1, 0, activation, true);
  }

  @Override
  public Shape output(Shape input) {
    return new Shape(side(input.height(), input), side(input.width(), input), filters);
  }

  private int side(int places, Shape input) {
    int room = places + 2 * padding - size;
    if (room < 0) {
      throw new IllegalArgumentException(
          "A convolution of size " + size + " does not fit into " + input);
    }
    return room / stride + 1;
  }

  @Override
  public int weightCount(Shape input) {
    return Math.multiplyExact(filters, size * size * input.channels());
  }

  @Override
  public int parameterCount(Shape input) {
    return Math.addExact(weightCount(input), bias ? filters : 0);
  }

  @Override
  public void initialise(float[] parameters, int at, Shape input, SplittableRandom random) {
    double square = (double) size * size;
    Initial.uniform(
        parameters,
        at,
        weightCount(input),
        activation,
        square * input.channels(),
        square * filters,
        random);
  }
}
