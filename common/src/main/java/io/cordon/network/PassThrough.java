package io.cordon.network;

/** A layer that changes no number. */
record PassThrough(int width) implements Operation {

  @Override
  public float[] forward(float[] parameters, float[] inputs, int count) {
    return inputs;
  }

  @Override
  public void backward(
      float[] parameters,
      float[] inputs,
      int count,
      float[] outputGradient,
      float[] parameterGradient,
      float[] inputGradient) {
    if (inputGradient != null) {
      System.arraycopy(outputGradient, 0, inputGradient, 0, count * width);
    }
  }
}
