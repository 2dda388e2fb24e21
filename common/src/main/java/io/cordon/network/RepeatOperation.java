package io.cordon.network;

import io.cordon.layer.Repeat;

/** A row at every step. */
final class RepeatOperation implements Operation {
  private final int steps;
  private final int width;
  private final float[] outputs;

  RepeatOperation(Repeat layer, int width, int maxRows) {
    this.steps = layer.steps();
    this.width = width;
    outputs = new float[Math.multiplyExact(maxRows, steps * width)];
  }

  @Override
  public float[] forward(float[] parameters, float[] inputs, int count) {
    for (int place = 0; place < count * steps; place++) {
      System.arraycopy(inputs, place / steps * width, outputs, place * width, width);
    }
    return outputs;
  }

  @Override
  public void backward(
      float[] parameters,
      float[] inputs,
      int count,
      float[] outputGradient,
      float[] parameterGradient,
      float[] inputGradient) {
    for (int index = 0; inputGradient != null && index < count * width; index++) {
      int from = index / width * steps * width + index % width;
      float sum = 0;
      for (int step = 0; step < steps; step++) {
        sum += outputGradient[from + step * width];
      }
      inputGradient[index] = sum;
    }
  }
}
