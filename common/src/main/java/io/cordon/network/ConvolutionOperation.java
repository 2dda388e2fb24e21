package io.cordon.network;

import io.cordon.layer.Convolution;
import io.cordon.layer.Shape;
import java.util.Arrays;

/**
 * A convolution: a dense layer on the squares of each image, some images a product. With stride 1
 * the gradient by the input is a convolution too, of the output's gradient with the weights turned
 * round, which saves adding overlapping squares.
 */
final class ConvolutionOperation implements Operation {
  /** Places that a product has at least, where there are so many: fewer would not pay. */
  private static final int PLACES = 256;

  private final Convolution layer;
  private final Patches patches;
  private final Patches back;
  private final int imageSize;
  private final int places;
  private final int weightsAt;
  private final int biasesAt;
  private final int imagesPerProduct;
  private final float[] outputs;
  private final float[] squares;
  private final float[] ones;
  private final float[] turned;

  /**
   * A convolution's work space.
   *
   * @param steady true where an image's outputs must have the same bits at every place in a batch
   *     of {@code maxRows}, whatever the other images are
   */
  ConvolutionOperation(Convolution layer, Shape input, int at, int maxRows, boolean steady) {
    this.layer = layer;
    Shape output = layer.output(input);
    patches = new Patches(input, output, layer.size(), layer.stride(), layer.padding());
    int around = layer.size() - 1 - layer.padding();
    back =
        layer.stride() == 1 && around >= 0 && !steady
            ? new Patches(output, input, layer.size(), 1, around)
            : null;
    imageSize = input.size();
    places = output.places();
    weightsAt = at;
    biasesAt = at + layer.weightCount(input);
    outputs = new float[Math.multiplyExact(maxRows, output.size())];
    imagesPerProduct = imagesPerProduct(maxRows, steady);
    int length = Math.max(patches.length(), back == null ? 0 : back.length());
    squares = new float[Math.multiplyExact(imagesPerProduct, length)];
    ones = new float[steady ? 0 : imagesPerProduct * places];
    Arrays.fill(ones, 1);
    turned = new float[back == null ? 0 : layer.weightCount(input)];
  }

  private int imagesPerProduct(int maxRows, boolean steady) {
    int images = Math.min(maxRows, (PLACES + places - 1) / places);
    if (!steady) {
      return images;
    }
    int powerOfTwo = Integer.highestOneBit(images);
    int rows = powerOfTwo * places;
    boolean whole = maxRows % powerOfTwo == 0;
    return whole && SteadyRows.of(rows, patches.width(), layer.filters()) == rows ? powerOfTwo : 1;
  }

  @Override
  public float[] forward(float[] parameters, float[] inputs, int count) {
    int filters = layer.filters();
    if (layer.bias()) {
      Biases.lay(parameters, biasesAt, filters, outputs, count * places);
    }
    for (int first = 0; first < count; first += imagesPerProduct) {
      int some = Math.min(imagesPerProduct, count - first);
      cut(patches, inputs, first * imageSize, imageSize, some);
      DenseProducts.forward(
          parameters,
          weightsAt,
          patches.width(),
          filters,
          squares,
          0,
          some * places,
          layer.bias() ? 1 : 0,
          outputs,
          first * places * filters);
    }
    Elementwise.activate(layer.activation(), outputs, count * places * filters);
    return outputs;
  }

  private void cut(Patches which, float[] images, int from, int size, int count) {
    for (int image = 0; image < count; image++) {
      which.cut(images, from + image * size, squares, image * which.length());
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
    int filters = layer.filters();
    Elementwise.multiplyBySlope(
        layer.activation(), outputs, outputGradient, count * places * filters);
    for (int first = 0; first < count; first += imagesPerProduct) {
      int some = Math.min(imagesPerProduct, count - first);
      int from = first * places * filters;
      float keep = first == 0 ? 0 : 1;
      cut(patches, inputs, first * imageSize, imageSize, some);
      DenseProducts.toWeights(
          outputGradient,
          from,
          patches.width(),
          filters,
          squares,
          0,
          some * places,
          keep,
          parameterGradient,
          weightsAt);
      if (layer.bias()) {
        DenseProducts.toWeights(
            outputGradient,
            from,
            1,
            filters,
            ones,
            0,
            some * places,
            keep,
            parameterGradient,
            biasesAt);
      }
    }
    if (inputGradient != null && back != null) {
      convolveBack(parameters, count, outputGradient, inputGradient);
    } else if (inputGradient != null) {
      layBack(parameters, count, outputGradient, inputGradient);
    }
  }

  private void convolveBack(
      float[] parameters, int count, float[] outputGradient, float[] inputGradient) {
    turn(parameters);
    int channels = patches.image().channels();
    int size = places * layer.filters();
    for (int first = 0; first < count; first += imagesPerProduct) {
      int some = Math.min(imagesPerProduct, count - first);
      cut(back, outputGradient, first * size, size, some);
      DenseProducts.forward(
          turned,
          0,
          back.width(),
          channels,
          squares,
          0,
          some * back.grid().places(),
          0,
          inputGradient,
          first * imageSize);
    }
  }

  /** Weights as {@code channels x square x filters}, the square turned by half a turn. */
  private void turn(float[] parameters) {
    int channels = patches.image().channels();
    int cells = layer.size() * layer.size();
    int next = 0;
    for (int channel = 0; channel < channels; channel++) {
      for (int cell = cells - 1; cell >= 0; cell--) {
        for (int filter = 0; filter < layer.filters(); filter++) {
          turned[next++] = parameters[weightsAt + (filter * cells + cell) * channels + channel];
        }
      }
    }
  }

  private void layBack(
      float[] parameters, int count, float[] outputGradient, float[] inputGradient) {
    Arrays.fill(inputGradient, 0, count * imageSize, 0);
    for (int image = 0; image < count; image++) {
      DenseProducts.toInputs(
          parameters,
          weightsAt,
          patches.width(),
          layer.filters(),
          outputGradient,
          image * places * layer.filters(),
          places,
          squares,
          0);
      patches.lay(squares, 0, inputGradient, image * imageSize);
    }
  }
}
