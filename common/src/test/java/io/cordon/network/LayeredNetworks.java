package io.cordon.network;

import io.cordon.layer.Activation;
import io.cordon.layer.Architecture;
import io.cordon.layer.BatchNormalisation;
import io.cordon.layer.Convolution;
import io.cordon.layer.Dense;
import io.cordon.layer.Layer;
import io.cordon.layer.Lstm;
import io.cordon.layer.MaxPooling;
import io.cordon.layer.Prototypes;
import io.cordon.layer.Repeat;
import io.cordon.layer.Reshape;
import io.cordon.layer.Shape;
import io.cordon.layer.TransposedConvolution;
import io.cordon.layer.UpSampling;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Small networks with every kind of layer, for tests of gradients and of engines. */
final class LayeredNetworks {
  private LayeredNetworks() {}

  private static Arguments network(String name, Shape input, Layer... layers) {
    return Arguments.of(name, new Architecture(input, List.of(layers)));
  }

  /** A name and an {@link Architecture} each. */
  static Stream<Arguments> all() {
    Shape image = new Shape(5, 6, 2);
    Shape sequence = Shape.sequence(4, 3);
    Dense dense = new Dense(3, Activation.TANH, true);
    return Stream.of(
        network("same convolution", image, Convolution.same(3, 3, Activation.ELU, true)),
        network("stride 2", image, new Convolution(3, 3, 2, 1, Activation.TANH, false), dense),
        network("size 5, stride 3", image, new Convolution(2, 5, 3, 2, Activation.LINEAR, true)),
        network("even size", image, new Convolution(2, 2, 1, 0, Activation.SIGMOID, true)),
        network("wide padding", image, new Convolution(2, 2, 2, 3, Activation.LINEAR, true)),
        network("lines", new Shape(12, 11, 2), Convolution.same(3, 3, Activation.TANH, true)),
        network("lines back", new Shape(6, 7, 2), Convolution.same(3, 5, Activation.TANH, false)),
        network("lines, wide padding", image, new Convolution(2, 2, 1, 3, Activation.ELU, true)),
        network(
            "lines, no padding",
            new Shape(7, 8, 3),
            new Convolution(2, 2, 1, 0, Activation.TANH, true)),
        network("columns", new Shape(5, 6, 1), Convolution.same(3, 5, Activation.TANH, true)),
        network(
            "columns, wide padding",
            new Shape(3, 4, 1),
            new Convolution(2, 2, 1, 3, Activation.TANH, false)),
        network(
            "per place",
            sequence,
            dense,
            new Reshape(Shape.sequence(3, 1)),
            Convolution.perPlace(2, Activation.TANH)),
        network("transposed", image, new TransposedConvolution(3, 3, 2, 1, Activation.ELU, true)),
        network(
            "transposed, no bias",
            image,
            dense,
            new Reshape(new Shape(1, 3, 1)),
            new TransposedConvolution(2, 4, 3, 0, Activation.TANH, false)),
        network("batch normalisation", image, new BatchNormalisation(Activation.ELU)),
        network(
            "normalised rows", Shape.row(4), dense, new BatchNormalisation(Activation.TANH), dense),
        network("not affine", image, new BatchNormalisation(Activation.LINEAR, false), dense),
        network("pooling", image, new MaxPooling(2), dense),
        network(
            "pooling by 3",
            image,
            Convolution.same(2, 3, Activation.TANH, true),
            new MaxPooling(3)),
        network(
            "pooled before normalisation",
            new Shape(5, 6, 1),
            Convolution.same(3, 5, Activation.LINEAR, false),
            new BatchNormalisation(Activation.LEAKY_RELU, false),
            new MaxPooling(2),
            dense),
        network(
            "pooled by 3 before normalisation",
            new Shape(4, 6, 2),
            new BatchNormalisation(Activation.ELU, false),
            new MaxPooling(3),
            dense),
        network(
            "up-sampling",
            image,
            new UpSampling(2),
            new Convolution(2, 3, 2, 0, Activation.TANH, true)),
        network("last state", sequence, lstm(Lstm.Returns.LAST, false, false)),
        network("states", sequence, lstm(Lstm.Returns.SEQUENCE, false, false)),
        network("states, reversed", sequence, lstm(Lstm.Returns.SEQUENCE, true, false)),
        network("masked", sequence, lstm(Lstm.Returns.LAST, false, true)),
        network("masked states", sequence, lstm(Lstm.Returns.SEQUENCE, true, true)),
        network("one step", Shape.sequence(1, 3), lstm(Lstm.Returns.LAST, false, false)),
        network("prototypes", Shape.row(4), dense, new Prototypes(5, 2)),
        network(
            "encoder and decoder",
            sequence,
            lstm(Lstm.Returns.LAST, false, false),
            new Repeat(4),
            lstm(Lstm.Returns.SEQUENCE, true, false),
            Convolution.perPlace(3, Activation.LINEAR)),
        network(
            "block of paper 001",
            image,
            Convolution.same(3, 3, Activation.LINEAR, false),
            new BatchNormalisation(Activation.ELU),
            new MaxPooling(2),
            dense,
            new Dense(8, Activation.LINEAR, true),
            new Reshape(new Shape(2, 2, 2)),
            new UpSampling(2),
            Convolution.same(1, 3, Activation.LINEAR, true)));
  }

  /**
   * Those that DL4J has too: it knows no prototypes, and masks nothing but the last state of an
   * LSTM that goes forward.
   */
  static Stream<Arguments> ofBothEngines() {
    List<String> own = List.of("masked states", "prototypes");
    return all().filter(network -> !own.contains((String) network.get()[0]));
  }

  private static Lstm lstm(Lstm.Returns returns, boolean reversed, boolean masked) {
    return new Lstm(4, returns, reversed, masked);
  }

  /** The second row has two steps of padding, for the layers that look for it. */
  static void padSome(float[] rows, Shape input) {
    int size = input.size();
    Arrays.fill(rows, 2 * size - Math.min(size, 2 * input.channels()), 2 * size, 0);
  }
}
