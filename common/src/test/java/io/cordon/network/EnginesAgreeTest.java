package io.cordon.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cordon.error.UserException;
import io.cordon.layer.Activation;
import io.cordon.layer.Architecture;
import io.cordon.layer.Convolution;
import io.cordon.layer.Dense;
import io.cordon.layer.Dropout;
import io.cordon.layer.Layer;
import io.cordon.layer.Lstm;
import io.cordon.layer.Prototypes;
import io.cordon.layer.Reshape;
import io.cordon.layer.Shape;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EnginesAgreeTest {
  private static final int ROWS = 17;

  /** Of the largest number: sums of floats in another order. */
  private static final float TOLERANCE = 1e-5f;

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
    assertThat(count == 0 || largest > 0).isTrue();
    for (int index = 0; index < count; index++) {
      assertThat(ours[index])
          .as("number %d", index)
          .isCloseTo(theirs[index], within(TOLERANCE * largest));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.cordon.network.LayeredNetworks#ofBothEngines")
  void everyLayerTrainsAlikeOnBothEngines(String name, Architecture architecture) {
    assertAlikeInTraining(architecture);
  }

  @Test
  void bothEnginesDrawTheSameMasksOfDropout() {
    assertAlikeInTraining(
        new Architecture(
            new Shape(4, 4, 2),
            List.of(
                new Dropout(0.3f),
                Convolution.same(3, 3, Activation.TANH, true),
                new Dropout(0.5f),
                new Dense(3, Activation.LINEAR, true))));
  }

  @Test
  void aNetworkThatOnlyReshapesPassesRowsAndGradientsOn() {
    Architecture architecture =
        new Architecture(Shape.row(6), List.of(new Reshape(Shape.sequence(2, 3))));
    float[] rows = TestNetworks.uniform(ROWS * 6, 4);
    Network network = Engine.DL4J.open(architecture, ROWS);
    float[] below = new float[ROWS * 6];

    assertThat(network.forward(new float[0], rows, ROWS)).isEqualTo(rows);
    network.backward(new float[0], rows, ROWS, rows.clone(), new float[0], below);
    assertThat(below).isEqualTo(rows);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.cordon.network.LayeredNetworks#ofBothEngines")
  void everyLayerScoresAlikeOnBothEngines(String name, Architecture architecture) {
    float[] parameters = architecture.initialise(new SplittableRandom(3));
    float[] rows = TestNetworks.uniform(ROWS * architecture.inputs(), 5);
    LayeredNetworks.padSome(rows, architecture.input());
    // Gives batch normalisation moments of its own to score by.
    Engine.NATIVE.open(architecture, ROWS).forward(parameters, rows, ROWS);
    float[] before = parameters.clone();

    float[] ours =
        Engine.NATIVE.openForScoring(architecture, ROWS).forward(parameters, rows, ROWS).clone();
    float[] theirs = Engine.DL4J.openForScoring(architecture, ROWS).forward(parameters, rows, ROWS);

    assertClose(ours, theirs, ROWS * architecture.outputs());
    assertThat(parameters).isEqualTo(before);
  }

  private static Stream<List<Layer>> masksThatDl4jLacks() {
    return Stream.of(
        List.of(new Lstm(4, Lstm.Returns.SEQUENCE, false, true)),
        List.of(new Lstm(4, Lstm.Returns.LAST, true, true)),
        List.of(
            Convolution.perPlace(2, Activation.TANH), new Lstm(4, Lstm.Returns.LAST, false, true)));
  }

  @ParameterizedTest
  @MethodSource("masksThatDl4jLacks")
  void dl4jRefusesMasksThatItWouldReadDifferently(List<Layer> layers) {
    Architecture architecture = new Architecture(Shape.sequence(4, 3), layers);

    assertThatThrownBy(() -> Engine.DL4J.open(architecture, ROWS))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "training.engine = dl4j masks an LSTM only where it is the first layer, goes forward and returns its last state: take training.engine = native");
  }

  @Test
  void dl4jRefusesPrototypes() {
    Architecture architecture = new Architecture(4, List.of(new Prototypes(3, 1)));

    assertThatThrownBy(() -> Engine.DL4J.open(architecture, ROWS))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("training.engine = dl4j has no layer of prototypes");
  }

  private static void assertAlikeInTraining(Architecture architecture) {
    float[] start = architecture.initialise(new SplittableRandom(3));
    float[] noise = TestNetworks.uniform(start.length, 4);
    for (int index = 0; index < start.length; index++) {
      start[index] += 0.3f * noise[index];
    }
    float[] rows = TestNetworks.uniform(ROWS * architecture.inputs(), 5);
    LayeredNetworks.padSome(rows, architecture.input());
    int outputs = ROWS * architecture.outputs();
    float[][] parameters = {start.clone(), start.clone()};
    float[][] results = new float[2][];
    float[][] gradients = new float[2][start.length];
    float[][] below = new float[2][rows.length];
    for (Engine engine : Engine.values()) {
      int which = engine.ordinal();
      Network network = engine.open(architecture, ROWS + 3, new SplittableRandom(8));
      network.forward(parameters[which], TestNetworks.uniform(rows.length, 7), ROWS);
      results[which] = network.forward(parameters[which], rows, ROWS).clone();
      float[] slopes = TestNetworks.uniform(outputs, 6);
      network.backward(parameters[which], rows, ROWS, slopes, gradients[which], below[which]);
    }

    assertClose(results[0], results[1], outputs);
    assertClose(parameters[0], parameters[1], start.length);
    assertClose(gradients[0], gradients[1], start.length);
    assertClose(below[0], below[1], rows.length);
  }
}
