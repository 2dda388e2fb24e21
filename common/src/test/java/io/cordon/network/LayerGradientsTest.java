package io.cordon.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import io.cordon.layer.TransposedConvolution;
import io.cordon.layer.UpSampling;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of layer against the formulas in double precision and against central differences. */
class LayerGradientsTest {
  private static final int ROWS = 5;
  private static final double STEP = 1e-5;

  private static Arguments network(String name, Shape input, Layer... layers) {
    return Arguments.of(name, new Architecture(input, List.of(layers)));
  }

  private static Stream<Arguments> networks() {
    Shape image = new Shape(5, 6, 2);
    Shape sequence = Shape.sequence(4, 3);
    Dense dense = new Dense(3, Activation.TANH, true);
    return Stream.of(
        network("same convolution", image, Convolution.same(3, 3, Activation.ELU, true)),
        network("stride 2", image, new Convolution(3, 3, 2, 1, Activation.TANH, false), dense),
        network("size 5, stride 3", image, new Convolution(2, 5, 3, 2, Activation.LINEAR, true)),
        network("even size", image, new Convolution(2, 2, 1, 0, Activation.SIGMOID, true)),
        network("wide padding", image, new Convolution(2, 2, 2, 3, Activation.LINEAR, true)),
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

  private static Lstm lstm(Lstm.Returns returns, boolean reversed, boolean masked) {
    return new Lstm(4, returns, reversed, masked);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void outputsAndGradientsAreThoseOfTheFormulas(String name, Architecture architecture) {
    float[] parameters = architecture.initialise(new SplittableRandom(3));
    float[] noise = TestNetworks.uniform(parameters.length, 4);
    for (int index = 0; index < parameters.length; index++) {
      parameters[index] += 0.3f * noise[index];
    }
    float[] rows = TestNetworks.uniform(ROWS * architecture.inputs(), 5);
    padSome(rows, architecture.input());
    float[] slopes = TestNetworks.uniform(ROWS * architecture.outputs(), 6);
    double[] wide = ReferenceNetwork.widen(parameters);
    double[] wideRows = ReferenceNetwork.widen(rows);
    Network network = Engine.NATIVE.open(architecture, ROWS + 2);
    network.forward(parameters.clone(), TestNetworks.uniform(rows.length, 7), ROWS);
    float[] own = parameters.clone();

    float[] outputs = network.forward(own, rows, ROWS).clone();
    float[] gradient = TestNetworks.uniform(parameters.length, 8);
    float[] below = TestNetworks.uniform(rows.length, 9);
    network.backward(own, rows, ROWS, slopes.clone(), gradient, below);

    assertThat(outputs).hasSizeGreaterThanOrEqualTo(slopes.length);
    double[][] expected = reference(architecture, wide, wideRows);
    for (int index = 0; index < slopes.length; index++) {
      int width = architecture.outputs();
      assertThat((double) outputs[index])
          .isCloseTo(expected[index / width][index % width], within(2e-6));
    }
    assertDifferences(gradient, wide, p -> loss(architecture, p, wideRows, slopes));
    boolean masked = name.startsWith("masked");
    assertDifferences(
        below, wideRows, x -> loss(architecture, wide, x, slopes), masked ? rows : null);
  }

  /** The second row has two steps of padding, for the layers that look for it. */
  private static void padSome(float[] rows, Shape input) {
    int size = input.size();
    Arrays.fill(rows, 2 * size - Math.min(size, 2 * input.channels()), 2 * size, 0);
  }

  private static double[][] reference(Architecture architecture, double[] p, double[] rows) {
    double[][] batch = new double[ROWS][];
    int inputs = architecture.inputs();
    for (int row = 0; row < ROWS; row++) {
      batch[row] = Arrays.copyOfRange(rows, row * inputs, (row + 1) * inputs);
    }
    return ReferenceLayers.forward(architecture, p, batch);
  }

  private static double loss(Architecture architecture, double[] p, double[] rows, float[] slopes) {
    double sum = 0;
    int next = 0;
    for (double[] output : reference(architecture, p, rows)) {
      for (double value : output) {
        sum += value * slopes[next++];
      }
    }
    return sum;
  }

  private static void assertDifferences(
      float[] gradient, double[] at, ToDoubleFunction<double[]> function) {
    assertDifferences(gradient, at, function, null);
  }

  /** Where a zero is padding, a small change would make it a step: not a derivative. */
  private static void assertDifferences(
      float[] gradient, double[] at, ToDoubleFunction<double[]> function, float[] skipZeros) {
    double largest = 0;
    for (int index = 0; index < at.length; index++) {
      if (skipZeros != null && skipZeros[index] == 0) {
        assertThat(gradient[index]).isZero();
        continue;
      }
      double value = at[index];
      at[index] = value + STEP;
      double above = function.applyAsDouble(at);
      at[index] = value - STEP;
      double difference = (above - function.applyAsDouble(at)) / (2 * STEP);
      at[index] = value;
      largest = Math.max(largest, Math.abs(difference));
      assertThat((double) gradient[index])
          .as("derivative %d", index)
          .isCloseTo(difference, within(5e-6 + 5e-5 * Math.abs(difference)));
    }
    assertThat(largest).as("a gradient that the test can see").isPositive();
  }
}
