package io.cordon.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cordon.layer.Architecture;
import io.cordon.layer.Prototypes;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of layer against the formulas in double precision and against central differences. */
class LayerGradientsTest {
  private static final int ROWS = 5;
  private static final double STEP = 1e-5;

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.cordon.network.LayeredNetworks#all")
  void outputsAndGradientsAreThoseOfTheFormulas(String name, Architecture architecture) {
    float[] parameters = architecture.initialise(new SplittableRandom(3));
    float[] noise = TestNetworks.uniform(parameters.length, 4);
    for (int index = 0; index < parameters.length; index++) {
      parameters[index] += 0.3f * noise[index];
    }
    float[] rows = TestNetworks.uniform(ROWS * architecture.inputs(), 5);
    LayeredNetworks.padSome(rows, architecture.input());
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
    double allowed = name.equals("prototypes") ? 2e-6 * Prototypes.GAIN : 2e-6;
    for (int index = 0; index < slopes.length; index++) {
      int width = architecture.outputs();
      assertThat((double) outputs[index])
          .isCloseTo(expected[index / width][index % width], within(allowed));
    }
    assertDifferences(gradient, wide, p -> loss(architecture, p, wideRows, slopes));
    boolean masked = name.startsWith("masked");
    assertDifferences(
        below, wideRows, x -> loss(architecture, wide, x, slopes), masked ? rows : null);
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
