package io.cordon.network;

/**
 * One way to a convolution's three products, without biases and activation; with its own work
 * space, for one thread.
 */
interface ConvolutionProducts {

  /**
   * {@code outputs = convolution of inputs + keep outputs}.
   *
   * @param keep 0, or 1 where biases lie there already
   */
  void forward(float[] parameters, float[] inputs, int count, float keep, float[] outputs);

  /** Writes the gradient by the weights, summed over the images. */
  void toWeights(float[] inputs, int count, float[] outputGradient, float[] parameterGradient);

  /** Writes the gradient by the inputs. */
  void toInputs(float[] parameters, int count, float[] outputGradient, float[] inputGradient);
}
