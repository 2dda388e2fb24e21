package io.cordon.network;

import io.cordon.layer.Convolution;
import io.cordon.layer.Shape;
import java.util.Arrays;

/**
 * A convolution: a dense layer on the squares of each image. One image a product, so that an image
 * gives the same bits at every place in a batch, and its squares stay in the processor's cache.
 */
final class ConvolutionOperation implements Operation {
  private final Convolution layer;
  private final Patches patches;
  private final int imageSize;
  private final int places;
  private final int weightsAt;
  private final int biasesAt;
  private final float[] outputs;
  private final float[] squares;
  private final float[] ones;

  ConvolutionOperation(Convolution layer, Shape input, int at, int maxRows) {
    this.layer = layer;
    Shape output = layer.output(input);
    patches = new Patches(input, output, layer.size(), layer.stride(), layer.padding());
    imageSize = input.size();
    places = output.places();
    weightsAt = at;
    biasesAt = at + layer.weightCount(input);
    outputs = new float[Math.multiplyExact(maxRows, output.size())];
    squares = new float[patches.length()];
    ones = new float[places];
    Arrays.fill(ones, 1);
  }

  @Override
  public float[] forward(float[] parameters, float[] inputs, int count) {
    int filters = layer.filters();
    if (layer.bias()) {
      Biases.lay(parameters, biasesAt, filters, outputs, count * places);
    }
    for (int image = 0; image < count; image++) {
      patches.cut(inputs, image * imageSize, squares, 0);
      DenseProducts.forward(
          parameters,
          weightsAt,
          patches.width(),
          filters,
          squares,
          0,
          places,
          layer.bias() ? 1 : 0,
          outputs,
          image * places * filters);
    }
    Elementwise.activate(layer.activation(), outputs, count * places * filters);
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
    int filters = layer.filters();
    Elementwise.multiplyBySlope(
        layer.activation(), outputs, outputGradient, count * places * filters);
    if (inputGradient != null) {
      Arrays.fill(inputGradient, 0, count * imageSize, 0);
    }
    for (int image = 0; image < count; image++) {
      int from = image * places * filters;
      float keep = image == 0 ? 0 : 1;
      patches.cut(inputs, image * imageSize, squares, 0);
      DenseProducts.toWeights(
          outputGradient,
          from,
          patches.width(),
          filters,
          squares,
          0,
          places,
          keep,
          parameterGradient,
          weightsAt);
      if (layer.bias()) {
        DenseProducts.toWeights(
            outputGradient, from, 1, filters, ones, 0, places, keep, parameterGradient, biasesAt);
      }
      if (inputGradient != null) {
        DenseProducts.toInputs(
            parameters,
            weightsAt,
            patches.width(),
            filters,
            outputGradient,
            from,
            places,
            squares,
            0);
        patches.lay(squares, 0, inputGradient, image * imageSize);
      }
    }
  }
}
