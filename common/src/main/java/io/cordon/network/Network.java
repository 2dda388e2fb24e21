package io.cordon.network;

import io.cordon.layer.Architecture;

/**
 * A differentiable map with ONE flat vector of parameters, with its work space: for one thread.
 * Vectors of parameters may be longer than the architecture needs (they may carry an optimiser's
 * moments behind the parameters); only the first {@link Architecture#parameterCount()} are used.
 */
public interface Network {

  Architecture architecture();

  /**
   * Forward pass.
   *
   * @param rows {@code count x inputs}, row-major from index 0
   * @param count at most the rows that the network was opened for
   * @return {@code count x outputs}, row-major; the network's own buffer, valid until the next call
   */
  float[] forward(float[] parameters, float[] rows, int count);

  /**
   * Backward pass of the rows that the last {@link #forward} saw, with the same parameters.
   *
   * @param outputGradient {@code count x outputs}: the loss's derivative by each output; may be
   *     overwritten
   * @param parameterGradient its first {@code parameterCount} numbers are overwritten with the
   *     gradient, summed over the rows
   * @param inputGradient receives {@code count x inputs}, or null where it is not needed
   */
  void backward(
      float[] parameters,
      float[] rows,
      int count,
      float[] outputGradient,
      float[] parameterGradient,
      float[] inputGradient);
}
