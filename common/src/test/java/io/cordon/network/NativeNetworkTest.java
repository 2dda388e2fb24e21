package io.cordon.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cordon.layer.Activation;
import io.cordon.layer.Architecture;
import io.cordon.layer.Dense;
import io.cordon.layer.Layer;
import io.cordon.objective.Objective;
import io.cordon.objective.OneClassHinge;
import io.cordon.objective.SquaredError;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NativeNetworkTest {
  private static final int INPUTS = 5;
  private static final int ROWS = 11;
  private static final double STEP = 1e-6;

  private static Stream<Arguments> activationsWithAndWithoutBias() {
    return Arrays.stream(Activation.values())
        .flatMap(a -> Stream.of(Arguments.of(a, true), Arguments.of(a, false)));
  }

  @ParameterizedTest
  @MethodSource("activationsWithAndWithoutBias")
  void gradientOfTheSquaredErrorIsThatOfCentralDifferences(Activation activation, boolean bias) {
    Architecture architecture = TestNetworks.dense(INPUTS, activation, bias, 6, 3, INPUTS);
    assertGradients(
        architecture,
        new SquaredError(INPUTS),
        (targets, outputs) -> {
          double loss = 0;
          for (int row = 0; row < ROWS; row++) {
            for (int feature = 0; feature < INPUTS; feature++) {
              loss +=
                  Math.pow(targets[row * INPUTS + feature] - outputs[row][feature], 2)
                      / INPUTS
                      / ROWS;
            }
          }
          return loss;
        });
  }

  @ParameterizedTest
  @MethodSource("activationsWithAndWithoutBias")
  void gradientOfTheHingeIsThatOfCentralDifferences(Activation activation, boolean bias) {
    List<Layer> layers =
        List.of(new Dense(8, activation, bias), new Dense(1, Activation.LINEAR, bias));
    Architecture architecture = new Architecture(INPUTS, layers);
    // Some rows lie below this margin and some above.
    float r = 0.2f;
    float nu = 0.3f;
    assertGradients(
        architecture,
        new OneClassHinge(r, nu),
        (targets, outputs) -> {
          double loss = 0;
          for (double[] output : outputs) {
            loss += (Math.max(0, r - output[0]) / nu - r) / ROWS;
          }
          return loss;
        });
  }

  private interface Loss {
    /**
     * The batch's mean loss. The target does not move with the input, for an input gradient is that
     * of the network alone.
     */
    double of(float[] targets, double[][] outputs);
  }

  private static void assertGradients(Architecture architecture, Objective objective, Loss loss) {
    int length = architecture.parameterCount();
    int width = architecture.outputs();
    float[] parameters = TestNetworks.uniform(length, 8);
    float[] rows = TestNetworks.uniform(ROWS * INPUTS, 9);
    Network network = Engine.NATIVE.open(architecture, ROWS + 2);
    float[] outputGradient = new float[ROWS * width];
    float[] gradient = new float[length];
    float[] below = new float[ROWS * INPUTS];
    double found =
        objective.evaluate(rows, network.forward(parameters, rows, ROWS), ROWS, outputGradient);
    float[] residual = outputGradient.clone();
    network.backward(parameters, rows, ROWS, outputGradient, gradient, below);

    double[] wideParameters = ReferenceNetwork.widen(parameters);
    double[] wideRows = ReferenceNetwork.widen(rows);
    ToDoubleFunction<double[]> ofParameters =
        p -> loss.of(rows, outputs(architecture, p, wideRows));
    ToDoubleFunction<double[]> ofRows =
        x -> loss.of(rows, outputs(architecture, wideParameters, x));
    assertThat(found / ROWS).isCloseTo(ofRows.applyAsDouble(wideRows), within(2e-6));
    assertThat(gradient).as("a gradient that the test can see").isNotEqualTo(new float[length]);
    assertDifferences(gradient, wideParameters, ofParameters);
    assertDifferences(below, wideRows, ofRows);

    // A caller that does not need the input's gradient gets the same for the parameters.
    float[] alone = new float[length];
    network.backward(parameters, rows, ROWS, residual, alone, null);
    assertThat(alone).isEqualTo(gradient);
  }

  private static double[][] outputs(Architecture architecture, double[] parameters, double[] rows) {
    double[][] outputs = new double[ROWS][];
    for (int row = 0; row < ROWS; row++) {
      outputs[row] =
          ReferenceNetwork.forward(
              architecture, parameters, Arrays.copyOfRange(rows, row * INPUTS, (row + 1) * INPUTS));
    }
    return outputs;
  }

  private static void assertDifferences(
      float[] gradient, double[] at, ToDoubleFunction<double[]> function) {
    for (int index = 0; index < at.length; index++) {
      double value = at[index];
      at[index] = value + STEP;
      double above = function.applyAsDouble(at);
      at[index] = value - STEP;
      double difference = (above - function.applyAsDouble(at)) / (2 * STEP);
      at[index] = value;
      assertThat((double) gradient[index])
          .as("derivative %d", index)
          .isCloseTo(difference, within(2e-6 + 2e-5 * Math.abs(difference)));
    }
  }

  @Test
  void penaltyAddsItsGradientToWeightsAndNotToBiases() {
    Architecture architecture = TestNetworks.dense(3, Activation.TANH, true, 2, 2);
    float[] parameters = TestNetworks.uniform(architecture.parameterCount(), 1);
    float[] gradient = new float[parameters.length];
    Arrays.fill(gradient, 1);

    double penalty = architecture.penalise(parameters, 0.5f, gradient);

    double squares = 0;
    for (int index = 0; index < parameters.length; index++) {
      // 2 x 3 weights, 2 biases, 2 x 2 weights, 2 biases.
      boolean weight = index < 6 || (index >= 8 && index < 12);
      squares += weight ? (double) parameters[index] * parameters[index] : 0;
      assertThat(gradient[index])
          .isCloseTo(weight ? 1 + 0.5f * parameters[index] : 1, within(1e-6f));
    }
    assertThat(penalty).isCloseTo(0.25 * squares, within(1e-9));
  }

  @Test
  void aSecondPassWithFewerRowsDoesNotSeeTheFirst() {
    Architecture architecture = TestNetworks.dense(4, Activation.ELU, true, 3, 2);
    float[] parameters = TestNetworks.uniform(architecture.parameterCount(), 1);
    float[] few = TestNetworks.uniform(2 * 4, 2);
    float[] gradient = new float[parameters.length];
    float[] fresh = new float[parameters.length];

    Network used = Engine.NATIVE.open(architecture, 8);
    used.forward(parameters, TestNetworks.uniform(8 * 4, 3), 8);
    used.forward(parameters, few, 2);
    used.backward(parameters, few, 2, new float[] {1, 2, 3, 4}, gradient, null);
    Network other = Engine.NATIVE.open(architecture, 2);
    other.forward(parameters, few, 2);
    other.backward(parameters, few, 2, new float[] {1, 2, 3, 4}, fresh, null);

    for (int index = 0; index < gradient.length; index++) {
      assertThat(gradient[index]).isCloseTo(fresh[index], within(1e-5f));
    }
  }

  @Test
  void aNetworkWithoutLayersGivesItsRowsBack() {
    float[] rows = {1, 2, 3, 4};
    Network identity = Engine.NATIVE.open(new Architecture(2, List.of()), 4);
    float[] below = new float[4];
    identity.backward(new float[0], rows, 2, new float[] {5, 6, 7, 8}, new float[0], below);

    assertThat(identity.forward(new float[0], rows, 2)).startsWith(1, 2, 3, 4);
    assertThat(below).containsExactly(5, 6, 7, 8);
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.EnumSource(Engine.class)
  void moreRowsThanOpenedForAreRefused(Engine engine) {
    Network network = engine.open(TestNetworks.dense(2, Activation.LINEAR, false, 1), 3);
    assertThatThrownBy(() -> network.forward(new float[2], new float[8], 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 rows, not for 4");
  }
}
