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
import java.util.Arrays;
import java.util.List;

/**
 * Puts layers of a file together to one of our networks, following the shape from one to the next.
 */
final class NetworkBuilder {
  private final Shape input;
  private final List<Layer> layers = new ArrayList<>();
  private final List<float[]> parameters = new ArrayList<>();
  private Shape shape;

  /** Where the file flattened channel by channel: our index for each of its numbers; else null. */
  private int[] order;

  NetworkBuilder(Shape input) {
    this.input = input;
    this.shape = input;
  }

  /** What the next layer takes. */
  Shape shape() {
    return shape;
  }

  /**
   * A dense layer, over a row or on each place of an image or a sequence.
   *
   * @param weights units x inputs, a row a unit
   * @param biases one a unit, or null for none
   */
  void dense(int units, Activation activation, float[] weights, float[] biases) {
    boolean row = shape.places() == 1;
    int inputs = shape.channels();
    require(weights, units * (long) inputs, "weights");
    require(biases, units, "biases");
    for (int unit = 0; order != null && unit < units; unit++) {
      inOurOrder(weights, unit * inputs);
    }
    order = null;
    add(
        row
            ? new Dense(units, activation, biases != null)
            : new Convolution(units, 1, 1, 0, activation, biases != null),
        weights,
        biases);
  }

  /**
   * A convolution.
   *
   * @param weights filters x size x size x channels
   * @param biases one a filter, or null for none
   */
  void convolution(Convolution layer, float[] weights, float[] biases) {
    require(weights, layer.weightCount(shape), "weights");
    require(biases, layer.filters(), "biases");
    add(layer, weights, biases);
  }

  /**
   * Batch normalisation by what it learned: {@code scale (x - mean) / √(variance + epsilon) +
   * shift}. It is kept as scale and shift alone, with mean 0 and variance 1, since epsilon is the
   * file's and not ours.
   */
  void normalise(float[] scale, float[] shift, float[] mean, float[] variance, double epsilon) {
    int channels = shape.channels();
    for (float[] values : List.of(scale, shift, mean, variance)) {
      require(values, channels, "numbers of each kind");
    }
    float[] frozen = new float[4 * channels];
    for (int channel = 0; channel < channels; channel++) {
      int ours = order == null ? channel : order[channel];
      double factor = scale[channel] / Math.sqrt(variance[channel] + epsilon);
      frozen[ours] = (float) factor;
      frozen[channels + ours] = (float) (shift[channel] - mean[channel] * factor);
    }
    Arrays.fill(frozen, 3 * channels, frozen.length, 1 - BatchNormalisation.EPSILON);
    add(new BatchNormalisation(Activation.LINEAR), frozen, null);
  }

  /** An activation of its own: that of the layer before it, or one behind scale 1 and shift 0. */
  void activation(Activation activation) {
    Layer last = layers.isEmpty() ? null : layers.get(layers.size() - 1);
    if (activation == Activation.LINEAR) {
      return;
    } else if (last instanceof Dense dense && dense.activation() == Activation.LINEAR) {
      replaceLast(new Dense(dense.width(), activation, dense.bias()));
    } else if (last instanceof Convolution some && some.activation() == Activation.LINEAR) {
      replaceLast(
          new Convolution(
              some.filters(), some.size(), some.stride(), some.padding(), activation, some.bias()));
    } else if (last instanceof BatchNormalisation some && some.activation() == Activation.LINEAR) {
      replaceLast(new BatchNormalisation(activation, some.affine()));
    } else {
      int channels = shape.channels();
      float[] identity = new float[4 * channels];
      Arrays.fill(identity, 0, channels, 1);
      Arrays.fill(identity, 3 * channels, identity.length, 1 - BatchNormalisation.EPSILON);
      add(new BatchNormalisation(activation), identity, null);
    }
  }

  void pool(int size) {
    add(new MaxPooling(size), null, null);
  }

  void upSample(int factor) {
    add(new UpSampling(factor), null, null);
  }

  /** Everything as one plain row, as the file has it: place by place, or channel by channel. */
  void flatten(boolean channelByChannel) {
    if (channelByChannel && shape.places() > 1 && shape.channels() > 1) {
      order = new int[shape.size()];
      for (int theirs = 0; theirs < order.length; theirs++) {
        order[theirs] = theirs % shape.places() * shape.channels() + theirs / shape.places();
      }
    }
    if (shape.places() > 1) {
      add(new Reshape(Shape.row(shape.size())), null, null);
    }
  }

  void reshape(Shape to) {
    requireOurOrder();
    add(new Reshape(to), null, null);
  }

  void repeat(int steps) {
    requireOurOrder();
    add(new Repeat(steps), null, null);
  }

  /**
   * An LSTM.
   *
   * @param weights W and U side by side and biases below, as {@link Lstm} has them
   */
  void lstm(Lstm layer, float[] weights) {
    requireOurOrder();
    require(weights, layer.parameterCount(shape), "parameters");
    add(layer, weights, null);
  }

  ImportedNetwork build() {
    Architecture architecture = new Architecture(input, layers);
    float[] flat = new float[architecture.parameterCount()];
    int at = 0;
    for (float[] part : parameters) {
      System.arraycopy(part, 0, flat, at, part.length);
      at += part.length;
    }
    for (float parameter : flat) {
      if (!Float.isFinite(parameter)) {
        throw new UnsuitableException("has a parameter that is " + parameter);
      }
    }
    return new ImportedNetwork(architecture, flat);
  }

  private void add(Layer layer, float[] weights, float[] biases) {
    try {
      shape = layer.output(shape);
    } catch (IllegalArgumentException | ArithmeticException problem) {
      throw new UnsuitableException("does not fit: " + problem.getMessage(), problem);
    }
    layers.add(layer);
    for (float[] part : new float[][] {weights, biases}) {
      if (part != null) {
        parameters.add(part);
      }
    }
  }

  private void replaceLast(Layer layer) {
    layers.set(layers.size() - 1, layer);
  }

  private void inOurOrder(float[] weights, int from) {
    float[] theirs = Arrays.copyOfRange(weights, from, from + order.length);
    for (int index = 0; index < order.length; index++) {
      weights[from + order[index]] = theirs[index];
    }
  }

  private void requireOurOrder() {
    if (order != null) {
      throw new UnsuitableException(
          "follows a row that was flattened channel by channel, which only dense layers may");
    }
  }

  private static void require(float[] found, long wanted, String what) {
    if (found != null && found.length != wanted) {
      throw new UnsuitableException(
          "has " + found.length + " " + what + " where what comes in asks for " + wanted);
    }
  }
}
