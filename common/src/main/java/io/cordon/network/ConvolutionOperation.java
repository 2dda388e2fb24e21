package io.cordon.network;

import io.cordon.layer.Convolution;
import io.cordon.layer.Shape;
import java.util.Arrays;

/**
 * A convolution. Its products are computed in the way that was measured to be the fastest for the
 * shape; docs/decisions/0012-own-convolutions.md has the figures.
 */
final class ConvolutionOperation implements Operation {
  /** Places of an image from which on lines are faster forward than squares of several images. */
  private static final int PLACES_FORWARD = 128;

  /** The same for the two gradients. */
  private static final int PLACES_BACKWARD = 32;

  /** Rows that a product for the biases has at least, where there are so many. */
  private static final int ONES = 256;

  private final Convolution layer;
  private final int places;
  private final int weightsAt;
  private final int biasesAt;
  private final ConvolutionProducts ahead;
  private final ConvolutionProducts back;
  private final float[] outputs;
  private final float[] ones;

  /**
   * A convolution's work space.
   *
   * @param steady true where an image's outputs must have the same bits at every place in a batch
   *     of {@code maxRows}, whatever the other images are; such an operation only goes forward
   */
  ConvolutionOperation(Convolution layer, Shape input, int at, int maxRows, boolean steady) {
    this.layer = layer;
    Shape output = layer.output(input);
    places = output.places();
    weightsAt = at;
    biasesAt = at + layer.weightCount(input);
    ahead = products(PLACES_FORWARD, input, maxRows, steady);
    boolean alike = steady || places >= PLACES_FORWARD || places < PLACES_BACKWARD;
    back = alike ? ahead : products(PLACES_BACKWARD, input, maxRows, false);
    outputs = new float[Math.multiplyExact(maxRows, output.size())];
    ones = new float[steady || !layer.bias() ? 0 : Math.max(places, ONES / places * places)];
    Arrays.fill(ones, 1);
  }

  private ConvolutionProducts products(int leastPlaces, Shape input, int maxRows, boolean steady) {
    boolean dense = layer.stride() == 1 && layer.size() > 1;
    if (dense && input.channels() == 1) {
      return new ColumnProducts(layer, input, weightsAt, steady);
    } else if (dense && places >= leastPlaces) {
      return new LineProducts(layer, input, weightsAt, steady);
    }
    return new SquareProducts(layer, input, weightsAt, maxRows, steady);
  }

  @Override
  public float[] forward(float[] parameters, float[] inputs, int count) {
    int filters = layer.filters();
    if (layer.bias()) {
      Biases.lay(parameters, biasesAt, filters, outputs, count * places);
    }
    ahead.forward(parameters, inputs, count, layer.bias() ? 1 : 0, outputs);
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
    int length = count * places * layer.filters();
    Elementwise.multiplyBySlope(layer.activation(), outputs, outputGradient, length);
    back.toWeights(inputs, count, outputGradient, parameterGradient);
    if (layer.bias()) {
      toBiases(outputGradient, count * places, parameterGradient);
    }
    if (inputGradient != null) {
      back.toInputs(parameters, count, outputGradient, inputGradient);
    }
  }

  private void toBiases(float[] outputGradient, int rows, float[] parameterGradient) {
    int filters = layer.filters();
    for (int row = 0; row < rows; row += ones.length) {
      DenseProducts.toWeights(
          outputGradient,
          row * filters,
          1,
          filters,
          ones,
          0,
          Math.min(ones.length, rows - row),
          row == 0 ? 0 : 1,
          parameterGradient,
          biasesAt);
    }
  }
}
