package io.cordon.network;

import io.cordon.layer.Convolution;
import io.cordon.layer.Shape;
import java.util.Arrays;

/**
 * A convolution as a dense layer on the squares of each image, some images a product: any stride
 * and padding, and best where an image has few places, for a product of few rows would not pay.
 * With size 1 the squares are the image itself.
 */
final class SquareProducts implements ConvolutionProducts {
  /** Places that a product has at least, where there are so many. */
  private static final int PLACES = 256;

  private final Patches patches;
  private final int filters;
  private final int weightsAt;
  private final int imageSize;
  private final int places;
  private final int imagesPerProduct;
  private final boolean direct;
  private final float[] squares;

  /**
   * Work space.
   *
   * @param weightsAt where the weights begin in the flat vector
   * @param steady true where an image's outputs must have the same bits at every place in a batch
   *     of {@code maxRows}, whatever the other images are
   */
  SquareProducts(Convolution layer, Shape input, int weightsAt, int maxRows, boolean steady) {
    Shape output = layer.output(input);
    patches = new Patches(input, output, layer.size(), layer.stride(), layer.padding());
    filters = layer.filters();
    this.weightsAt = weightsAt;
    imageSize = input.size();
    places = output.places();
    imagesPerProduct = imagesPerProduct(maxRows, steady);
    direct = layer.size() == 1 && layer.stride() == 1 && layer.padding() == 0;
    squares = new float[direct ? 0 : Math.multiplyExact(imagesPerProduct, patches.length())];
  }

  private int imagesPerProduct(int maxRows, boolean steady) {
    int images = Math.min(maxRows, (PLACES + places - 1) / places);
    if (!steady) {
      return images;
    }
    int powerOfTwo = Integer.highestOneBit(images);
    int rows = powerOfTwo * places;
    boolean whole = maxRows % powerOfTwo == 0;
    return whole && SteadyRows.of(rows, patches.width(), filters) == rows ? powerOfTwo : 1;
  }

  @Override
  public void forward(float[] parameters, float[] inputs, int count, float keep, float[] outputs) {
    for (int first = 0; first < count; first += imagesPerProduct) {
      int some = Math.min(imagesPerProduct, count - first);
      DenseProducts.forward(
          parameters,
          weightsAt,
          patches.width(),
          filters,
          rows(inputs, first, some),
          rowsAt(first),
          some * places,
          keep,
          outputs,
          first * places * filters);
    }
  }

  /** The array with the squares of some images. */
  private float[] rows(float[] images, int first, int some) {
    if (direct) {
      return images;
    }
    for (int image = 0; image < some; image++) {
      patches.cut(images, (first + image) * imageSize, squares, image * patches.length());
    }
    return squares;
  }

  /** Where they begin in it. */
  private int rowsAt(int first) {
    return direct ? first * imageSize : 0;
  }

  @Override
  public void toWeights(
      float[] inputs, int count, float[] outputGradient, float[] parameterGradient) {
    for (int first = 0; first < count; first += imagesPerProduct) {
      int some = Math.min(imagesPerProduct, count - first);
      DenseProducts.toWeights(
          outputGradient,
          first * places * filters,
          patches.width(),
          filters,
          rows(inputs, first, some),
          rowsAt(first),
          some * places,
          first == 0 ? 0 : 1,
          parameterGradient,
          weightsAt);
    }
  }

  @Override
  public void toInputs(
      float[] parameters, int count, float[] outputGradient, float[] inputGradient) {
    if (!direct) {
      Arrays.fill(inputGradient, 0, count * imageSize, 0);
    }
    for (int first = 0; first < count; first += imagesPerProduct) {
      int some = Math.min(imagesPerProduct, count - first);
      DenseProducts.toInputs(
          parameters,
          weightsAt,
          patches.width(),
          filters,
          outputGradient,
          first * places * filters,
          some * places,
          0,
          direct ? inputGradient : squares,
          rowsAt(first));
      for (int image = 0; image < some && !direct; image++) {
        patches.lay(squares, image * patches.length(), inputGradient, (first + image) * imageSize);
      }
    }
  }
}
