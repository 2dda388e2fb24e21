package io.cordon.network;

import io.cordon.layer.MaxPooling;
import io.cordon.layer.Shape;
import java.util.Arrays;

/** Max pooling; where several places are largest, the first gets the gradient. */
final class MaxPoolingOperation implements Operation {
  private final int size;
  private final Shape input;
  private final Shape output;
  private final float[] outputs;

  MaxPoolingOperation(MaxPooling layer, Shape input, int maxRows) {
    this.size = layer.size();
    this.input = input;
    output = layer.output(input);
    outputs = new float[Math.multiplyExact(maxRows, output.size())];
  }

  @Override
  public float[] forward(float[] parameters, float[] inputs, int count) {
    int channels = input.channels();
    for (int place = 0; place < count * output.places(); place++) {
      int first = firstOf(place);
      System.arraycopy(inputs, first, outputs, place * channels, channels);
      for (int other = 1; other < size * size; other++) {
        largest(inputs, first + offset(other), outputs, place * channels, channels);
      }
    }
    return outputs;
  }

  /** Where the square of an output place begins. */
  private int firstOf(int place) {
    int image = place / output.places();
    int y = place % output.places() / output.width();
    int x = place % output.width();
    return image * input.size() + (y * size * input.width() + x * size) * input.channels();
  }

  /** From the first place of a square to another one, line by line. */
  private int offset(int other) {
    return (other / size * input.width() + other % size) * input.channels();
  }

  private static void largest(float[] inputs, int from, float[] outputs, int to, int count) {
    for (int index = 0; index < count; index++) {
      outputs[to + index] = Math.max(outputs[to + index], inputs[from + index]);
    }
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
    Arrays.fill(inputGradient, 0, count * input.size(), 0);
    for (int place = 0; place < count * output.places(); place++) {
      int first = firstOf(place);
      for (int channel = 0; channel < channels; channel++) {
        float value = outputs[place * channels + channel];
        int other = 0;
        while (other < size * size - 1 && inputs[first + offset(other) + channel] != value) {
          other++;
        }
        inputGradient[first + offset(other) + channel] = outputGradient[place * channels + channel];
      }
    }
  }
}
