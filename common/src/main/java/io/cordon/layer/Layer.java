package io.cordon.layer;

import java.io.Serializable;
import java.util.SplittableRandom;

/**
 * One layer of a network as a plain value: what comes out of what goes in, and how many parameters
 * that takes. A layer's parameters lie together in the flat vector: first its weights, then the
 * rest (biases, scales, running statistics).
 */
public sealed interface Layer extends Serializable
    permits Dense,
        Convolution,
        TransposedConvolution,
        BatchNormalisation,
        MaxPooling,
        UpSampling,
        Dropout,
        Lstm,
        Repeat,
        Prototypes,
        Reshape {

  /**
   * The shape that comes out.
   *
   * @throws IllegalArgumentException where the layer cannot take this shape
   */
  Shape output(Shape input);

  /** How many of the layer's parameters are weights, which a penalty shrinks. */
  default int weightCount(Shape input) {
    return 0;
  }

  /** Length of the layer's part of the flat vector. */
  default int parameterCount(Shape input) {
    return 0;
  }

  /**
   * Writes fresh parameters.
   *
   * @param parameters the flat vector, zeros where this layer's part begins
   * @param at index of the layer's first parameter
   */
  default void initialise(float[] parameters, int at, Shape input, SplittableRandom random) {}
}
