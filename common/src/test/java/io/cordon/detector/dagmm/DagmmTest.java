package io.cordon.detector.dagmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cordon.detector.DetectorContractTest;
import io.cordon.detector.Fitted;
import io.cordon.detector.PlantedAnomalies;
import io.cordon.detector.autoencoder.Autoencoder;
import io.cordon.detector.autoencoder.SmallAutoencoder;
import io.cordon.layer.Activation;
import io.cordon.network.Engine;
import io.cordon.random.Seeds;
import io.cordon.rows.Block;
import io.cordon.rows.LocalRows;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DagmmTest extends DetectorContractTest {

  @Override
  protected Dagmm detector() {
    return dagmm(0);
  }

  private static Dagmm dagmm(double dropout) {
    return new Dagmm(
        new Dagmm.Settings(2, 6, dropout, 0.1, 0.005),
        SmallAutoencoder.of(Activation.TANH, Autoencoder.Score.SQUARED_ERROR),
        Engine.NATIVE);
  }

  @Override
  protected double floor() {
    return 0.9;
  }

  @Override
  protected double margin() {
    // The control already scores by the Gaussian of a random code and the relative error of a
    // random reconstruction, and rows near the origin stand out in both: there is nothing to gain.
    return -0.05;
  }

  @Test
  void theGradientByEveryParameterAgreesWithCentralDifferences() {
    Dagmm small =
        new Dagmm(
            new Dagmm.Settings(2, 3, 0.5, 0.1, 0.005),
            new Autoencoder(
                new Autoencoder.Settings(
                    List.of(3),
                    1,
                    Activation.TANH,
                    Activation.LINEAR,
                    Autoencoder.Score.SQUARED_ERROR),
                Engine.NATIVE),
            Engine.NATIVE);
    DagmmNetworks networks = small.networks(4);
    float[] vector = networks.initialise(Seeds.stream(3, "start", 0, -1));
    float[] batch = new float[12 * 4];
    SplittableRandom random = Seeds.stream(4, "rows", 0, -1);
    for (int place = 0; place < batch.length; place++) {
      batch[place] = (float) random.nextDouble();
    }
    float[] gradient = new float[vector.length];
    loss(networks, vector, batch, gradient);
    float step = 2e-3f;
    for (int place = 0; place < vector.length; place++) {
      float kept = vector[place];
      double slope = 0;
      // Five-point differences, for the networks compute in float.
      double[] weights = {1.0 / 12, -8.0 / 12, 8.0 / 12, -1.0 / 12};
      int[] steps = {-2, -1, 1, 2};
      for (int point = 0; point < 4; point++) {
        vector[place] = kept + steps[point] * step;
        slope += weights[point] * loss(networks, vector, batch, new float[vector.length]);
      }
      vector[place] = kept;
      assertThat((double) gradient[place])
          .as("parameter %d", place)
          .isCloseTo(slope / step, within(2e-3 + 0.01 * Math.abs(slope / step)));
    }
  }

  /** Every call drops the same units. */
  private static double loss(
      DagmmNetworks networks, float[] vector, float[] batch, float[] gradient) {
    return new DagmmStep(networks, Engine.NATIVE, 12, 0.1, 0.005, 0.5)
        .evaluate(vector, batch, 12, Seeds.stream(5, "units", 0, -1), gradient);
  }

  @Test
  void theWeightsOfTheMixtureSumToOneAndUnitsAreDroppedInTrainingOnly() {
    PlantedAnomalies planted = PlantedAnomalies.of(570, 30, 1);
    Dagmm dropping = dagmm(0.5);
    Fitted fitted = dropping.fit(LocalRows.of(WIDTH, planted.values(), SHARDS), training(1));
    float[] weights = fitted.vectors().get("mixture-weights");
    assertThat(weights[0] + weights[1]).isCloseTo(1, within(1e-6f));
    Block rows = Block.of(WIDTH, planted.values());
    assertThat(dropping.score(fitted).applyTo(rows))
        .isEqualTo(dagmm(0).score(fitted).applyTo(rows));
  }

  @Test
  void aRowOfZerosHasACosineOfZeroAndACappedError() {
    double[] fit = new double[2];
    CompressionFeatures.fit(new float[] {0, 0}, 0, new float[] {1, 0}, 0, 2, fit);
    assertThat(fit).containsExactly(10, 0);
    CompressionFeatures.fit(new float[] {3, 4}, 0, new float[] {3, 0}, 0, 2, fit);
    assertThat(fit).containsExactly(new double[] {0.8, 0.6}, within(1e-12));
  }
}
