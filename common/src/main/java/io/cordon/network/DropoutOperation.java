package io.cordon.network;

import io.cordon.layer.Dropout;
import java.util.SplittableRandom;

/** Dropout in training: a new mask at every forward pass. */
final class DropoutOperation implements Operation {
  private final float rate;
  private final int width;
  private final SplittableRandom random;
  private final float[] mask;
  private final float[] outputs;

  DropoutOperation(Dropout layer, int width, int maxRows, SplittableRandom random) {
    this.rate = layer.rate();
    this.width = width;
    this.random = random;
    mask = new float[Math.multiplyExact(maxRows, width)];
    outputs = new float[mask.length];
  }

  @Override
  public float[] forward(float[] parameters, float[] inputs, int count) {
    float keep = 1 / (1 - rate);
    for (int index = 0; index < count * width; index++) {
      mask[index] = random.nextDouble() < rate ? 0 : keep;
      outputs[index] = inputs[index] * mask[index];
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
      inputGradient[index] = outputGradient[index] * mask[index];
    }
  }
}
