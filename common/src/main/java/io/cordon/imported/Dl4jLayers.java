package io.cordon.imported;

import com.fasterxml.jackson.databind.JsonNode;
import io.cordon.layer.Activation;
import io.cordon.layer.Convolution;
import io.cordon.layer.Lstm;
import java.util.Arrays;

/**
 * DL4J's layers as ours, one after the other: their parameters follow each other in one vector.
 *
 * <p>There dense weights lie as ours; a convolution has its biases first, then filters x channels x
 * size x size; an LSTM has W, U and b one after the other, each by gates in the order g, f, o, i.
 */
final class Dl4jLayers {
  private static final String KNOWN =
      "supported are DenseLayer, OutputLayer, RnnOutputLayer, ConvolutionLayer, SubsamplingLayer, BatchNormalization, Upsampling2D, ActivationLayer, DropoutLayer, LSTM and LastTimeStep";

  private static final int MOST = 1 << 24;

  /** Where our gates i, f, o, g are in g, f, o, i. */
  private static final int[] GATES = {3, 1, 2, 0};

  private final float[] coefficients;
  private int next;

  Dl4jLayers(float[] coefficients) {
    this.coefficients = coefficients;
  }

  /** Adds what a preprocessor does to the rows. */
  void addBefore(JsonNode preprocessor, NetworkBuilder builder) {
    switch (Dl4jConfiguration.simpleName(preprocessor)) {
      case "CnnToFeedForwardPreProcessor" ->
          builder.flatten(!preprocessor.path("format").asText("NCHW").equals("NHWC"));
      // The first only says how rows are images; the others go from steps to rows and back.
      case "FeedForwardToCnnPreProcessor",
          "FeedForwardToRnnPreProcessor",
          "RnnToFeedForwardPreProcessor" -> {}
      default ->
          throw new UnsuitableException(
              "has a "
                  + Dl4jConfiguration.simpleName(preprocessor)
                  + " before it, which is not supported");
    }
  }

  /** Adds a layer with its parameters, the next ones of the vector. */
  void add(JsonNode layer, NetworkBuilder builder) {
    String kind = Dl4jConfiguration.simpleName(layer);
    switch (kind) {
      case "DenseLayer", "OutputLayer", "RnnOutputLayer" -> dense(layer, builder);
      case "ConvolutionLayer" -> convolution(layer, builder);
      case "SubsamplingLayer" -> pooling(layer, builder);
      case "BatchNormalization" -> normalisation(layer, builder);
      case "Upsampling2D" ->
          builder.upSample(Windows.square(layer.path("size"), "a factor of up-sampling"));
      case "ActivationLayer" -> builder.activation(activation(layer.path("activationFn")));
      case "DropoutLayer" -> {}
      case "LSTM" -> lstm(layer, Lstm.Returns.SEQUENCE, builder);
      case "LastTimeStep" -> {
        if (!Dl4jConfiguration.simpleName(layer.path("underlying")).equals("LSTM")) {
          throw new UnsuitableException("wraps another layer than an LSTM");
        }
        lstm(layer.path("underlying"), Lstm.Returns.LAST, builder);
      }
      default -> throw new UnsuitableException("is not supported: " + KNOWN);
    }
  }

  private void dense(JsonNode layer, NetworkBuilder builder) {
    if (layer.path("hasLayerNorm").asBoolean(false)) {
      throw new UnsuitableException("has layer normalisation, which is not supported");
    }
    int units = size(layer, "nout");
    float[] weights = take((long) units * size(layer, "nin"));
    builder.dense(
        units,
        activation(layer.path("activationFn")),
        weights,
        layer.path("hasBias").asBoolean(true) ? take(units) : null);
  }

  private void convolution(JsonNode layer, NetworkBuilder builder) {
    int size = Windows.square(layer.path("kernelSize"), "a kernel");
    int stride = Windows.square(layer.path("stride"), "a stride");
    requireNoDilation(layer);
    String mode = layer.path("convolutionMode").asText();
    int padding =
        switch (mode) {
          case "Same" -> Windows.samePadding(builder.shape(), size, stride);
          case "Truncate", "Strict" -> Windows.square(layer.path("padding"), "a padding");
          default -> throw new UnsuitableException("has convolution mode " + mode);
        };
    int filters = size(layer, "nout");
    int channels = size(layer, "nin");
    float[] biases = layer.path("hasBias").asBoolean(true) ? take(filters) : null;
    float[] theirs = take(Math.multiplyExact((long) filters * channels, (long) size * size));
    float[] weights = new float[theirs.length];
    int square = size * size;
    for (int index = 0; index < theirs.length; index++) {
      int place = index % square;
      int channel = index / square % channels;
      int filter = index / square / channels;
      weights[(filter * square + place) * channels + channel] = theirs[index];
    }
    builder.convolution(
        new Convolution(
            filters, size, stride, padding, activation(layer.path("activationFn")), biases != null),
        weights,
        biases);
  }

  private static void requireNoDilation(JsonNode layer) {
    JsonNode dilation = layer.path("dilation");
    if (dilation.isArray() && Windows.square(dilation, "a dilation") != 1) {
      throw new UnsuitableException("has a dilation, which is not supported");
    }
  }

  private static void pooling(JsonNode layer, NetworkBuilder builder) {
    if (!layer.path("poolingType").asText().equals("MAX")) {
      throw new UnsuitableException("pools otherwise than by the maximum");
    }
    requireNoDilation(layer);
    int padding = Windows.square(layer.path("padding"), "a padding");
    boolean same = layer.path("convolutionMode").asText().equals("Same");
    int size = Windows.square(layer.path("kernelSize"), "a pool");
    Windows.requirePool(
        builder.shape(), size, Windows.square(layer.path("stride"), "a stride"), padding, same);
    builder.pool(size);
  }

  /** Scale, shift, mean, and the variance or the decimal logarithm of its root. */
  private void normalisation(JsonNode layer, NetworkBuilder builder) {
    int channels = size(layer, "nout");
    boolean locked = layer.path("lockGammaBeta").asBoolean();
    float[] scale = locked ? null : take(channels);
    float[] shift = locked ? null : take(channels);
    float[] mean = take(channels);
    float[] variance = take(channels);
    if (locked) {
      scale = filled(channels, layer.path("gamma").asDouble(1));
      shift = filled(channels, layer.path("beta").asDouble(0));
    }
    for (int channel = 0; layer.path("useLogStd").asBoolean() && channel < channels; channel++) {
      variance[channel] = (float) Math.pow(10, 2.0 * variance[channel]);
    }
    builder.normalise(scale, shift, mean, variance, layer.path("eps").asDouble());
  }

  private static float[] filled(int count, double value) {
    float[] values = new float[count];
    Arrays.fill(values, (float) value);
    return values;
  }

  private void lstm(JsonNode layer, Lstm.Returns returns, NetworkBuilder builder) {
    if (activation(layer.path("activationFn")) != Activation.TANH
        || activation(layer.path("gateActivationFn")) != Activation.SIGMOID) {
      throw new UnsuitableException("must have tanh and, at its gates, sigmoid as activations");
    }
    if (layer.path("hasLayerNorm").asBoolean(false)) {
      throw new UnsuitableException("has layer normalisation, which is not supported");
    }
    int units = size(layer, "nout");
    int features = size(layer, "nin");
    float[] ofInput = take(4L * units * features);
    float[] ofState = take(4L * units * units);
    float[] biases = take(4L * units);
    builder.lstm(
        new Lstm(units, returns, false, false),
        Gates.joined(units, features, GATES, ofInput, ofState, biases));
  }

  private static Activation activation(JsonNode function) {
    String name = Dl4jConfiguration.simpleName(function);
    return switch (name) {
      case "ActivationIdentity" -> Activation.LINEAR;
      case "ActivationSigmoid" -> Activation.SIGMOID;
      case "ActivationTanH" -> Activation.TANH;
      case "ActivationReLU" -> {
        boolean plain =
            function.path("max").isNull()
                && function.path("negativeSlope").asDouble(0) == 0
                && function.path("threshold").asDouble(0) == 0;
        yield Activations.of("relu", plain);
      }
      case "ActivationLReLU" ->
          Activations.of(
              "leaky-relu", (float) function.path("alpha").asDouble() == Activations.LEAK);
      case "ActivationELU" -> Activations.of("elu", function.path("alpha").asDouble() == 1);
      default -> throw Activations.unknown(name);
    };
  }

  private static int size(JsonNode layer, String key) {
    int size = layer.path(key).asInt();
    if (size < 1 || size > MOST) {
      throw new UnsuitableException("has " + size + " as its " + key);
    }
    return size;
  }

  private float[] take(long count) {
    if (count < 0 || count > coefficients.length - next) {
      throw new UnsuitableException(
          "asks for "
              + count
              + " coefficients where "
              + (coefficients.length - next)
              + " are left");
    }
    float[] some = Arrays.copyOfRange(coefficients, next, next + (int) count);
    next += (int) count;
    return some;
  }
}
