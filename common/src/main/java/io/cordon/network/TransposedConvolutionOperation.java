package io.cordon.network;

import io.cordon.layer.Shape;
import io.cordon.layer.TransposedConvolution;
import java.util.Arrays;

/** A transposed convolution: the passes of a convolution with forward and backward exchanged. */
final class TransposedConvolutionOperation implements Operation {
  private final TransposedConvolution layer;
  private final Patches patches;
  private final Shape input;
  private final Shape output;
  private final int weightsAt;
  private final int biasesAt;
  private final float[] outputs;
  private final float[] squares;
  private final float[] ones;

  TransposedConvolutionOperation(TransposedConvolution layer, Shape input, int at, int maxRows) {
    this.layer = layer;
    this.input = input;
    output = layer.output(input);
    patches = new Patches(output, input, layer.size(), layer.stride(), layer.padding());
    weightsAt = at;
    biasesAt = at + layer.weightCount(input);
    outputs = new float[Math.multiplyExact(maxRows, output.size())];
    squares = new float[patches.length()];
    ones = new float[output.places()];
    Arrays.fill(ones, 1);
  }

  @Override
  public float[] forward(float[] parameters, float[] inputs, int count) {
    if (layer.bias()) {
      Biases.lay(parameters, biasesAt, layer.filters(), outputs, count * output.places());
    } else {
      Arrays.fill(outputs, 0, count * output.size(), 0);
    }
    for (int row = 0; row < count; row++) {
      DenseProducts.toInputs(
          parameters,
          weightsAt,
          patches.width(),
          input.channels(),
          inputs,
          row * input.size(),
          input.places(),
          0,
          squares,
          0);
      patches.lay(squares, 0, outputs, row * output.size());
    }
    Elementwise.activate(layer.activation(), outputs, count * output.size());
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
    Elementwise.multiplyBySlope(layer.activation(), outputs, outputGradient, count * output.size());
    for (int row = 0; row < count; row++) {
      float keep = row == 0 ? 0 : 1;
      int from = row * input.size();
      patches.cut(outputGradient, row * output.size(), squares, 0);
      DenseProducts.toWeights(
          inputs,
          from,
          patches.width(),
          input.channels(),
          squares,
          0,
          input.places(),
          keep,
          parameterGradient,
          weightsAt);
      if (layer.bias()) {
        DenseProducts.toWeights(
            outputGradient,
            row * output.size(),
            1,
            layer.filters(),
            ones,
            0,
            output.places(),
            keep,
            parameterGradient,
            biasesAt);
      }
      if (inputGradient != null) {
        DenseProducts.forward(
            parameters,
            weightsAt,
            patches.width(),
            input.channels(),
            squares,
            0,
            input.places(),
            0,
            inputGradient,
            from);
      }
    }
  }
}
