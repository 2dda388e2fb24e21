package io.cordon.imported;

import io.cordon.layer.Activation;
import io.cordon.layer.Architecture;
import io.cordon.layer.BatchNormalisation;
import io.cordon.layer.Convolution;
import io.cordon.layer.Dense;
import io.cordon.layer.Layer;
import io.cordon.layer.Lstm;
import io.cordon.layer.MaxPooling;
import io.cordon.layer.Repeat;
import io.cordon.layer.Reshape;
import io.cordon.layer.Shape;
import io.cordon.layer.UpSampling;
import java.util.ArrayList;
import java.util.List;

/**
 * An architecture as numbers, so that a model file can hold it beside its parameters: height, width
 * and channels of the input, then seven numbers a layer, the first telling the kind, zeros behind
 * what the kind has. Models hold these numbers: what one means never changes.
 *
 * <pre>
 *   1 dense          units, activation, bias
 *   2 convolution    filters, size, stride, padding, activation, bias
 *   3 normalisation  activation, affine
 *   4 max pooling    size
 *   5 up-sampling    factor
 *   6 LSTM           units, 1 for all states
 *   7 repeat         steps
 *   8 reshape        height, width, channels
 * </pre>
 *
 * Activations are 0 linear, 1 sigmoid, 2 tanh, 3 ReLU, 4 leaky ReLU, 5 ELU.
 */
public final class ArchitectureNumbers {
  private static final int INPUT = 3;
  private static final int LAYER = 7;
  private static final int MOST = 1 << 24;

  private static final List<Activation> ACTIVATIONS =
      List.of(
          Activation.LINEAR,
          Activation.SIGMOID,
          Activation.TANH,
          Activation.RELU,
          Activation.LEAKY_RELU,
          Activation.ELU);

  private ArchitectureNumbers() {}

  /** The numbers of an architecture that was imported. */
  public static float[] of(Architecture architecture) {
    float[] numbers = new float[INPUT + LAYER * architecture.layers().size()];
    put(numbers, 0, of(architecture.input()));
    for (int index = 0; index < architecture.layers().size(); index++) {
      put(numbers, INPUT + LAYER * index, of(architecture.layers().get(index)));
    }
    return numbers;
  }

  private static int[] of(Shape shape) {
    return new int[] {shape.height(), shape.width(), shape.channels()};
  }

  private static int[] of(Layer layer) {
    if (layer instanceof Dense some) {
      return new int[] {1, some.width(), of(some.activation()), of(some.bias())};
    } else if (layer instanceof Convolution some) {
      return new int[] {
        2,
        some.filters(),
        some.size(),
        some.stride(),
        some.padding(),
        of(some.activation()),
        of(some.bias())
      };
    } else if (layer instanceof BatchNormalisation some) {
      return new int[] {3, of(some.activation()), of(some.affine())};
    } else if (layer instanceof MaxPooling some) {
      return new int[] {4, some.size()};
    } else if (layer instanceof UpSampling some) {
      return new int[] {5, some.factor()};
    } else if (layer instanceof Lstm some) {
      return new int[] {6, some.units(), of(some.returns() == Lstm.Returns.SEQUENCE)};
    } else if (layer instanceof Repeat some) {
      return new int[] {7, some.steps()};
    } else if (layer instanceof Reshape some) {
      return new int[] {8, some.to().height(), some.to().width(), some.to().channels()};
    }
    throw new IllegalArgumentException("No import makes a " + layer);
  }

  private static int of(Activation activation) {
    return ACTIVATIONS.indexOf(activation);
  }

  private static int of(boolean flag) {
    return flag ? 1 : 0;
  }

  private static void put(float[] numbers, int at, int[] values) {
    for (int index = 0; index < values.length; index++) {
      numbers[at + index] = values[index];
    }
  }

  /**
   * The architecture of such numbers.
   *
   * @throws IllegalArgumentException where they are none
   */
  public static Architecture architecture(float[] numbers) {
    require(numbers.length >= INPUT && (numbers.length - INPUT) % LAYER == 0, "length");
    for (float number : numbers) {
      require(number >= 0 && number <= MOST && number == Math.rint(number), "numbers");
    }
    List<Layer> layers = new ArrayList<>();
    for (int at = INPUT; at < numbers.length; at += LAYER) {
      layers.add(layer(numbers, at));
    }
    return new Architecture(shape(numbers, 0), layers);
  }

  private static Layer layer(float[] numbers, int at) {
    int first = (int) numbers[at + 1];
    require(numbers[at] == 3 || first >= 1, "sizes");
    return switch ((int) numbers[at]) {
      case 1 -> new Dense(first, activation(numbers[at + 2]), numbers[at + 3] == 1);
      case 2 -> {
        require(numbers[at + 2] >= 1 && numbers[at + 3] >= 1, "sizes");
        yield new Convolution(
            first,
            (int) numbers[at + 2],
            (int) numbers[at + 3],
            (int) numbers[at + 4],
            activation(numbers[at + 5]),
            numbers[at + 6] == 1);
      }
      case 3 -> new BatchNormalisation(activation(numbers[at + 1]), numbers[at + 2] == 1);
      case 4 -> new MaxPooling(first);
      case 5 -> new UpSampling(first);
      case 6 ->
          new Lstm(
              first,
              numbers[at + 2] == 1 ? Lstm.Returns.SEQUENCE : Lstm.Returns.LAST,
              false,
              false);
      case 7 -> new Repeat(first);
      case 8 -> new Reshape(shape(numbers, at + 1));
      default -> throw new IllegalArgumentException("an imported encoder has an unknown layer");
    };
  }

  private static Shape shape(float[] numbers, int at) {
    return new Shape((int) numbers[at], (int) numbers[at + 1], (int) numbers[at + 2]);
  }

  private static Activation activation(float code) {
    require(code < ACTIVATIONS.size(), "activations");
    return ACTIVATIONS.get((int) code);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException(
          "an imported encoder's layers are no architecture: see its " + what);
    }
  }
}
