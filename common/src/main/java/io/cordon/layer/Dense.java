package io.cordon.layer;

import java.util.SplittableRandom;

/**
 * A dense layer over all numbers of a row: {@code activation(W x + b)}. Parameters: W ({@code width
 * x inputs}, one row a unit), then b ({@code width}).
 *
 * @param width units
 * @param bias false for a layer without b, as one-class objectives need it
 */
public record Dense(int width, Activation activation, boolean bias) implements Layer {
  private static final long serialVersionUID = 1L;

  @Override
  public Shape output(Shape input) {
    return Shape.row(width);
  }

  @Override
  public int weightCount(Shape input) {
    return Math.multiplyExact(width, input.size());
  }

  @Override
  public int parameterCount(Shape input) {
    return Math.addExact(weightCount(input), bias ? width : 0);
  }

  @Override
  public void initialise(float[] parameters, int at, Shape input, SplittableRandom random) {
    Initial.uniform(parameters, at, weightCount(input), activation, input.size(), width, random);
  }
}
