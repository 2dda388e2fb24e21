package io.cordon.layer;

import java.util.ArrayList;
import java.util.List;

/**
 * The convolutional network that one-class methods are compared on: blocks of convolution 5 x 5,
 * batch normalisation without scale and shift, leaky ReLU and max pooling by 2, without any bias,
 * since a network with biases may map all rows to one point.
 *
 * <p>Source: Ruff et al., "Deep one-class classification" (2018), whose filters are 32-64-128 for
 * CIFAR-10 and 8-4 for MNIST; paper 004 and DROCC take it over.
 */
public final class LeNet {
  private static final int SIZE = 5;

  private LeNet() {}

  /**
   * The blocks, and then dense layers.
   *
   * @param filters of each block; a block that leaves less than one place has no pooling
   * @param widths of the dense layers: leaky ReLU between them, the last linear
   */
  public static Architecture of(Shape image, List<Integer> filters, List<Integer> widths) {
    List<Layer> layers = new ArrayList<>();
    Shape shape = image;
    for (int maps : filters) {
      layers.add(Convolution.same(maps, SIZE, Activation.LINEAR, false));
      layers.add(new BatchNormalisation(Activation.LEAKY_RELU, false));
      if (shape.height() > 1 && shape.width() > 1) {
        layers.add(new MaxPooling(2));
      }
      shape = new Architecture(image, layers).output();
    }
    for (int index = 0; index < widths.size(); index++) {
      boolean last = index == widths.size() - 1;
      layers.add(
          new Dense(widths.get(index), last ? Activation.LINEAR : Activation.LEAKY_RELU, false));
    }
    return new Architecture(image, layers);
  }
}
