package io.cordon.network;

/** Placeholder until the networks branch lands. */
final class NativeNetwork implements Network {
  NativeNetwork(Architecture architecture, int maxRows) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Architecture architecture() {
    throw new UnsupportedOperationException();
  }

  @Override
  public float[] forward(float[] parameters, float[] rows, int count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void backward(float[] p, float[] rows, int count, float[] outputGradient, float[] parameterGradient, float[] inputGradient) {
    throw new UnsupportedOperationException();
  }
}
