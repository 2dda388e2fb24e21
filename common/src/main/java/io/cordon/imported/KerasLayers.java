package io.cordon.imported;

import com.fasterxml.jackson.databind.JsonNode;
import io.cordon.imported.Hdf5File.Weights;
import io.cordon.layer.Activation;
import io.cordon.layer.Convolution;
import io.cordon.layer.Lstm;
import io.cordon.layer.Shape;
import java.util.Arrays;
import java.util.Map;

/**
 * Keras's layers as ours. Images have their channels last in both, so a flattened image has one
 * order. Kernels have the outputs last there and first here; an LSTM's gates are i, f, g, o there.
 */
final class KerasLayers {
  private static final String KNOWN =
      "supported are Dense, Conv2D, MaxPooling2D, BatchNormalization, UpSampling2D, Flatten, Reshape, RepeatVector, Dropout, Activation, ReLU, LeakyReLU, ELU, LSTM and InputLayer";

  /** Where our gates i, f, o, g are in i, f, g, o. */
  private static final int[] GATES = {0, 1, 3, 2};

  private final JsonNode config;
  private final Map<String, Weights> weights;
  private final NetworkBuilder builder;

  private KerasLayers(JsonNode config, Map<String, Weights> weights, NetworkBuilder builder) {
    this.config = config;
    this.weights = weights;
    this.builder = builder;
  }

  /** Adds a layer of this class, settings and weights. */
  static void add(
      String type, JsonNode config, Map<String, Weights> weights, NetworkBuilder builder) {
    KerasLayers layer = new KerasLayers(config, weights, builder);
    switch (type) {
      case "Dense" -> layer.dense();
      case "Conv2D" -> layer.convolution();
      case "MaxPooling2D" -> layer.pooling();
      case "BatchNormalization" -> layer.normalisation();
      case "UpSampling2D" -> layer.upSampling();
      case "Flatten" -> layer.flatten();
      case "Reshape" -> layer.reshape();
      case "RepeatVector" -> builder.repeat(config.path("n").asInt());
      case "Dropout", "SpatialDropout2D" -> {}
      case "Activation" -> builder.activation(layer.activation("activation"));
      case "ReLU" -> layer.relu();
      case "LeakyReLU" -> builder.activation(layer.scaled("leaky-relu", 0.3, Activations.LEAK));
      case "ELU" -> builder.activation(layer.scaled("elu", 1, 1));
      case "LSTM" -> layer.lstm();
      default -> throw new UnsuitableException("is not supported: " + KNOWN);
    }
  }

  private void dense() {
    Weights kernel = array("kernel", 2);
    int units = (int) kernel.shape()[1];
    builder.dense(
        units, activation("activation"), outputsFirst(kernel.values(), units), biases(units));
  }

  private void convolution() {
    requireChannelsLast();
    Weights kernel = array("kernel", 4);
    int size = Windows.square(config.path("kernel_size"), "a kernel");
    int stride = Windows.square(config.path("strides"), "strides");
    if (config.has("dilation_rate")
        && Windows.square(config.path("dilation_rate"), "a dilation") != 1) {
      throw new UnsuitableException("has a dilation, which is not supported");
    }
    if (config.path("groups").asInt(1) != 1) {
      throw new UnsuitableException("has groups, which are not supported");
    }
    int filters = (int) kernel.shape()[3];
    int padding = isSame() ? Windows.samePadding(builder.shape(), size, stride) : 0;
    float[] biases = biases(filters);
    builder.convolution(
        new Convolution(filters, size, stride, padding, activation("activation"), biases != null),
        outputsFirst(kernel.values(), filters),
        biases);
  }

  private void pooling() {
    requireChannelsLast();
    int size = Windows.square(config.path("pool_size"), "a pool");
    JsonNode strides = config.path("strides");
    int stride = strides.isNull() ? size : Windows.square(strides, "strides");
    Windows.requirePool(builder.shape(), size, stride, 0, isSame());
    builder.pool(size);
  }

  private void normalisation() {
    int axis =
        (config.path("axis").isArray() ? config.path("axis").path(0) : config.path("axis"))
            .asInt(-1);
    Shape shape = builder.shape();
    // The batch is axis 0: the last axis is 3 of an image, 2 of a sequence, 1 of a row.
    boolean last = axis == -1 || axis == 3 || axis == 2 && shape.height() == 1;
    if (!last && shape.places() > 1) {
      throw new UnsuitableException("normalises another axis than the last");
    }
    int channels = builder.shape().channels();
    builder.normalise(
        learned("gamma", channels, 1),
        learned("beta", channels, 0),
        array("moving_mean", 1).values(),
        array("moving_variance", 1).values(),
        config.path("epsilon").asDouble(1e-3));
  }

  private float[] learned(String name, int channels, float otherwise) {
    if (weights.containsKey(name)) {
      return array(name, 1).values();
    }
    float[] values = new float[channels];
    Arrays.fill(values, otherwise);
    return values;
  }

  private void upSampling() {
    requireChannelsLast();
    if (!config.path("interpolation").asText("nearest").equals("nearest")) {
      throw new UnsuitableException("interpolates: only nearest is supported");
    }
    builder.upSample(Windows.square(config.path("size"), "a factor of up-sampling"));
  }

  private void flatten() {
    requireChannelsLast();
    builder.flatten(false);
  }

  private void reshape() {
    JsonNode target = config.path("target_shape");
    int known = 1;
    for (JsonNode side : target) {
      known *= Math.max(1, side.asInt());
    }
    int[] sides = {1, 1, 1};
    for (int index = 0; index < target.size() && target.size() <= sides.length; index++) {
      int side = target.path(index).asInt();
      sides[sides.length - target.size() + index] =
          side == -1 ? builder.shape().size() / known : side;
    }
    if (target.isEmpty() || target.size() > sides.length) {
      throw new UnsuitableException("reshapes to " + target);
    }
    try {
      builder.reshape(new Shape(sides[0], sides[1], sides[2]));
    } catch (IllegalArgumentException problem) {
      throw new UnsuitableException("reshapes to " + target, problem);
    }
  }

  private void relu() {
    boolean plain =
        config.path("max_value").isNull()
            && config.path("negative_slope").asDouble(0) == 0
            && config.path("threshold").asDouble(0) == 0;
    builder.activation(Activations.of("relu", plain));
  }

  private Activation scaled(String name, double standard, double ours) {
    String key = config.has("negative_slope") ? "negative_slope" : "alpha";
    double alpha = config.path(key).asDouble(standard);
    return Activations.of(name, (float) alpha == (float) ours);
  }

  private void lstm() {
    if (activation("activation") != Activation.TANH
        || activation("recurrent_activation") != Activation.SIGMOID) {
      throw new UnsuitableException("must have tanh and, at its gates, sigmoid as activations");
    }
    if (config.path("go_backwards").asBoolean() || config.path("stateful").asBoolean()) {
      throw new UnsuitableException("goes backwards or is stateful, which is not supported");
    }
    Weights kernel = array("kernel", 2);
    int features = (int) kernel.shape()[0];
    int units = (int) kernel.shape()[1] / 4;
    float[] biases = biases(4 * units);
    Lstm.Returns returns =
        config.path("return_sequences").asBoolean() ? Lstm.Returns.SEQUENCE : Lstm.Returns.LAST;
    Weights state = array("recurrent_kernel", 2);
    if (state.values().length != 4 * units * units) {
      throw new UnsuitableException("has a recurrent_kernel of another size than its kernel");
    }
    builder.lstm(
        new Lstm(units, returns, false, false),
        Gates.joined(
            units,
            features,
            GATES,
            outputsFirst(kernel.values(), 4 * units),
            outputsFirst(state.values(), 4 * units),
            biases == null ? new float[4 * units] : biases));
  }

  private Activation activation(String key) {
    JsonNode name = config.path(key);
    if (!name.isTextual()) {
      throw Activations.unknown(name.path("class_name").asText("that is not named"));
    }
    return Activations.of(name.asText(), true);
  }

  private boolean isSame() {
    String padding = config.path("padding").asText();
    return switch (padding) {
      case "same" -> true;
      case "valid" -> false;
      default -> throw new UnsuitableException("has the padding " + padding);
    };
  }

  private void requireChannelsLast() {
    if (!config.path("data_format").asText("channels_last").equals("channels_last")) {
      throw new UnsuitableException("has its channels first: only channels_last is supported");
    }
  }

  private float[] biases(int count) {
    if (!config.path("use_bias").asBoolean(true)) {
      return null;
    }
    float[] biases = array("bias", 1).values();
    if (biases.length != count) {
      throw new UnsuitableException("has " + biases.length + " biases, not " + count);
    }
    return biases;
  }

  private Weights array(String name, int sides) {
    Weights found = weights.get(name);
    if (found == null || found.shape().length != sides) {
      throw new UnsuitableException("has no array " + name + " of " + sides + " sides in the file");
    }
    return found;
  }

  /** An array whose outputs run fastest as one that has them slowest. */
  private static float[] outputsFirst(float[] values, int outputs) {
    int inputs = outputs == 0 ? 0 : values.length / outputs;
    float[] turned = new float[values.length];
    for (int input = 0; input < inputs; input++) {
      for (int output = 0; output < outputs; output++) {
        turned[output * inputs + input] = values[input * outputs + output];
      }
    }
    return turned;
  }
}
