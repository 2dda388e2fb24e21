package io.cordon.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cordon.layer.Activation;
import io.cordon.layer.Architecture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnginesAgreeTest {
  private static final int ROWS = 17;

  @ParameterizedTest
  @CsvSource({
    "LINEAR, true", "LINEAR, false", "SIGMOID, true", "SIGMOID, false", "TANH, true", "TANH, false",
    "RELU, true", "RELU, false", "LEAKY_RELU, true", "LEAKY_RELU, false", "ELU, true", "ELU, false"
  })
  void bothEnginesGiveTheSameOutputsAndGradients(Activation activation, boolean bias) {
    Architecture architecture = TestNetworks.dense(7, activation, bias, 9, 4, 5, 3);
    int length = architecture.parameterCount();
    // Longer than the network needs, as a vector with an optimiser's state is.
    float[] parameters = TestNetworks.uniform(length + 4, 3);
    float[] rows = TestNetworks.uniform(ROWS * 7, 4);
    float[][] results = new float[2][];
    float[][] gradients = new float[2][length];
    float[][] below = new float[2][ROWS * 7];
    for (Engine engine : Engine.values()) {
      int which = engine.ordinal();
      Network network = engine.open(architecture, ROWS + 3);
      results[which] = network.forward(parameters, rows, ROWS).clone();
      network.backward(
          parameters,
          rows,
          ROWS,
          TestNetworks.uniform(ROWS * 3, 5),
          gradients[which],
          below[which]);
    }

    assertClose(results[0], results[1], ROWS * 3);
    assertClose(gradients[0], gradients[1], length);
    assertClose(below[0], below[1], ROWS * 7);
  }

  private static void assertClose(float[] ours, float[] theirs, int count) {
    float largest = 0;
    for (int index = 0; index < count; index++) {
      largest = Math.max(largest, Math.abs(theirs[index]));
    }
    assertThat(largest).isPositive();
    for (int index = 0; index < count; index++) {
      assertThat(ours[index])
          .as("number %d", index)
          .isCloseTo(theirs[index], within(1e-5f * largest));
    }
  }
}
