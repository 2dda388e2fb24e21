package io.cordon.detector.ocnn;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.detector.Detector;
import io.cordon.detector.DetectorContractTest;
import io.cordon.detector.Fitted;
import io.cordon.detector.PlantedAnomalies;
import io.cordon.layer.Activation;
import io.cordon.network.Engine;
import io.cordon.rows.Block;
import io.cordon.rows.LocalRows;
import io.cordon.rows.RowFunction;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OneClassNetworkTest {

  static Detector network(Activation activation, boolean normalise) {
    return network(activation, normalise, false);
  }

  static Detector network(Activation activation, boolean normalise, boolean twoSided) {
    return new OneClassNetwork(
        new OneClassNetwork.Settings(
            activation, 8, OptionalDouble.empty(), 30, 2, 0.005f, normalise, twoSided),
        Engine.NATIVE);
  }

  @Nested
  class Linear extends DetectorContractTest {
    @Override
    protected Detector detector() {
      return network(Activation.LINEAR, true);
    }

    @Override
    protected double floor() {
      return 0.97;
    }

    @Override
    protected double margin() {
      return 0.2;
    }
  }

  @Nested
  class Sigmoid extends DetectorContractTest {
    @Override
    protected Detector detector() {
      return network(Activation.SIGMOID, false);
    }

    @Override
    protected double floor() {
      return 0.97;
    }

    @Override
    protected double margin() {
      return 0.2;
    }
  }

  @Nested
  class Relu extends DetectorContractTest {
    @Override
    protected Detector detector() {
      return network(Activation.RELU, true);
    }

    @Override
    protected double floor() {
      return 0.97;
    }

    @Override
    protected double margin() {
      return 0.2;
    }
  }

  @Nested
  class TwoSided extends DetectorContractTest {
    @Override
    protected Detector detector() {
      return network(Activation.LINEAR, true, true);
    }

    @Override
    protected double floor() {
      return 0.9;
    }

    @Override
    protected double margin() {
      return 0.1;
    }
  }

  @Test
  void rowsBeyondTheNormalOnesAreFoundOnBothSidesOnly() {
    SplittableRandom random = new SplittableRandom(1);
    float[] values = new float[400];
    for (int place = 0; place < values.length; place++) {
      values[place] = 1 + 0.05f * (float) random.nextGaussian();
    }
    float[] within = {1, 1, 1, 1};
    float[] beyond = {3, 3, 3, 3};
    for (boolean twoSided : new boolean[] {false, true}) {
      Detector network = network(Activation.LINEAR, true, twoSided);
      Fitted fitted = network.fit(LocalRows.of(4, values, 1), DetectorContractTest.training(1));
      RowFunction score = network.score(fitted);
      float near = score.applyTo(Block.of(4, within))[0];
      float far = score.applyTo(Block.of(4, beyond))[0];
      assertThat(far > near).as("two-sided %s", twoSided).isEqualTo(twoSided);
    }
  }

  private static LocalRows planted() {
    return LocalRows.of(PlantedAnomalies.WIDTH, PlantedAnomalies.of(570, 30, 1).values(), 3);
  }

  @ParameterizedTest
  @EnumSource(
      value = Activation.class,
      names = {"LINEAR", "SIGMOID", "RELU"})
  void atMostTheShareNuOfTheTrainingRowsScoresAboveZero(Activation activation) {
    Detector network = network(activation, activation != Activation.SIGMOID);
    LocalRows rows = planted();
    RowFunction score = network.score(network.fit(rows, DetectorContractTest.training(1)));
    int above = 0;
    for (int shard = 0; shard < rows.shards(); shard++) {
      for (float value : score.applyTo(rows.shard(shard))) {
        above += value > 0 ? 1 : 0;
      }
    }
    assertThat(above).isBetween(1, 30); // ν = 0.05 of 600 rows
  }

  @Test
  void aNetworkThatCollapsesKeepsItsLastHealthyParametersAndSaysSo() {
    // Rows in (0, 0.05): no direction has a mean of the lowest share above 1, so without normalise
    // the only minimum is 0 (card of OC-NN, section 6).
    float[] values = PlantedAnomalies.of(570, 30, 1).values();
    for (int place = 0; place < values.length; place++) {
      values[place] *= 0.05f;
    }
    OneClassNetwork network =
        new OneClassNetwork(
            new OneClassNetwork.Settings(
                Activation.LINEAR, 8, OptionalDouble.empty(), 400, 5, 0.0001f, false, false),
            Engine.NATIVE);
    Fitted fitted =
        network.fit(
            LocalRows.of(PlantedAnomalies.WIDTH, values, 1), DetectorContractTest.training(1));
    assertThat(fitted.warnings())
        .singleElement()
        .asString()
        .startsWith("oc-nn: the scores collapsed to one value in alternation ");
  }
}
