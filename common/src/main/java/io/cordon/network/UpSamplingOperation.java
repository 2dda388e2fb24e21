package io.cordon.network;

import io.cordon.layer.Shape;
import io.cordon.layer.UpSampling;

/** Nearest-neighbour up-sampling. */
final class UpSamplingOperation implements Operation {
  private final int factor;
  private final Shape input;
  private final Shape output;
  private final float[] outputs;

  UpSamplingOperation(UpSampling layer, Shape input, int maxRows) {
    this.factor = layer.factor();
    this.input = input;
    output = layer.output(input);
    outputs = new float[Math.multiplyExact(maxRows, output.size())];
  }

  @Override
  public float[] forward(float[] parameters, float[] inputs, int count) {
    int line = output.width() * output.channels();
    for (int row = 0; row < count * input.height(); row++) {
      int top = row * factor * line;
      for (int x = 0; x < output.width(); x++) {
        System.arraycopy(
            inputs,
            (row * input.width() + x / factor) * input.channels(),
            outputs,
            top + x * input.channels(),
            input.channels());
      }
      for (int copy = 1; copy < factor; copy++) {
        System.arraycopy(outputs, top, outputs, top + copy * line, line);
      }
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
    if (inputGradient == null) {
      return;
    }
    int channels = input.channels();
    int line = output.width() * channels;
    for (int row = 0; row < count * input.height(); row++) {
      for (int x = 0; x < input.width(); x++) {
        int to = (row * input.width() + x) * channels;
        int from = row * factor * line + x * factor * channels;
        System.arraycopy(outputGradient, from, inputGradient, to, channels);
        for (int other = 1; other < factor * factor; other++) {
          int place = from + other / factor * line + other % factor * channels;
          for (int channel = 0; channel < channels; channel++) {
            inputGradient[to + channel] += outputGradient[place + channel];
          }
        }
      }
    }
  }
}
