package io.cordon.network;

/** One layer of the native engine with its work space: for one thread. */
interface Operation {

  /**
   * Forward pass.
   *
   * @param parameters the whole flat vector
   * @param inputs {@code count} rows, row-major from index 0; unchanged until {@link #backward}
   * @return {@code count} rows, valid until the next call
   */
  float[] forward(float[] parameters, float[] inputs, int count);

  /**
   * Backward pass of what the last {@link #forward} saw.
   *
   * @param outputGradient may be overwritten
   * @param parameterGradient the whole flat gradient: the layer overwrites its own part
   * @param inputGradient is overwritten; null where it is not needed
   */
  void backward(
      float[] parameters,
      float[] inputs,
      int count,
      float[] outputGradient,
      float[] parameterGradient,
      float[] inputGradient);
}
