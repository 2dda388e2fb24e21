package io.cordon.detector.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cordon.detector.DetectorContractTest;
import io.cordon.detector.Fitted;
import io.cordon.layer.Activation;
import io.cordon.network.Engine;
import io.cordon.random.Seeds;
import io.cordon.rows.Block;
import io.cordon.rows.LocalRows;
import io.cordon.training.Journal;
import io.cordon.training.Optimiser;
import io.cordon.training.Progress;
import io.cordon.training.Training;
import io.cordon.training.TrainingSettings;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AutoencoderTest extends DetectorContractTest {

  @Override
  protected Autoencoder detector() {
    return SmallAutoencoder.of(Activation.TANH, Autoencoder.Score.SQUARED_ERROR);
  }

  @Override
  protected double floor() {
    return 0.97;
  }

  @Override
  protected double margin() {
    return 0.3;
  }

  /** With noise on what goes in: a denoising autoencoder. */
  @org.junit.jupiter.api.Nested
  class Denoising extends DetectorContractTest {
    @Override
    protected Autoencoder detector() {
      return new Autoencoder(
          new Autoencoder.Settings(
              List.of(6),
              2,
              Activation.TANH,
              Activation.LINEAR,
              0.05f,
              Autoencoder.Score.SQUARED_ERROR),
          Engine.NATIVE);
    }

    @Override
    protected double floor() {
      return 0.95;
    }

    @Override
    protected double margin() {
      return 0.3;
    }
  }

  @Test
  void noiseThatBuriesTheRowsTeachesTheirMean() {
    // Columns around 0.25 and 0.75; noise a hundred times their spread leaves nothing to encode.
    SplittableRandom random = Seeds.stream(3, "columns", 0, -1);
    float[] values = new float[1000 * 2];
    for (int place = 0; place < values.length; place++) {
      values[place] = 0.25f + 0.5f * (place % 2) + 0.01f * (float) random.nextDouble();
    }
    Autoencoder noisy =
        new Autoencoder(
            new Autoencoder.Settings(
                List.of(),
                1,
                Activation.TANH,
                Activation.LINEAR,
                1,
                Autoencoder.Score.SQUARED_ERROR),
            Engine.NATIVE);
    LocalRows rows = LocalRows.of(2, values, 1);
    Fitted fitted = noisy.fit(rows, training(1));
    float[] far = noisy.score(fitted).applyTo(Block.of(2, new float[] {3, 3}));
    // Rebuilt as (0.25, 0.75) give or take: 2.75² + 2.25² = 12.6; a network that copies scores 0.
    assertThat(far[0]).isBetween(8f, 18f);
  }

  @Test
  void theScoreIsTheSquaredDistanceBetweenARowAndItsReconstruction() {
    float[] row = {0.1f, 0.9f, 0.3f, 0.7f, 0.5f, 0.2f, 0.8f, 0.4f};
    Fitted fitted = detector().fit(LocalRows.of(WIDTH, row, 1), training(1).untrained());
    float[] zeroed = new float[fitted.vectors().get(Autoencoder.NAME).length];
    fitted.vectors().put(Autoencoder.NAME, zeroed); // a network of zeros rebuilds every row as 0
    assertThat(detector().score(fitted).applyTo(Block.of(WIDTH, row))[0])
        .isCloseTo(2.49f, within(1e-6f));
  }

  @Test
  void aLinearNetworkReachesTheErrorOfThePrincipalDirectionsThatItMustDrop() {
    // Independent columns of variance 9, 4, 0.25, 0.01 around 0: two codes keep the first two, so
    // the mean squared error is (0.25 + 0.01) / 4.
    double[] deviations = {3, 2, 0.5, 0.1};
    SplittableRandom random = Seeds.stream(5, "columns", 0, -1);
    float[] values = new float[2000 * 4];
    double dropped = 0;
    for (int place = 0; place < values.length; place++) {
      int column = place % 4;
      values[place] = (float) (deviations[column] * Math.sqrt(3) * (2 * random.nextDouble() - 1));
      dropped += column >= 2 ? (double) values[place] * values[place] / values.length : 0;
    }
    Autoencoder linear =
        new Autoencoder(
            new Autoencoder.Settings(
                List.of(),
                2,
                Activation.LINEAR,
                Activation.LINEAR,
                Autoencoder.Score.SQUARED_ERROR),
            Engine.NATIVE);
    double[] last = new double[1];
    Progress progress = (phase, state, rounds) -> last[0] = state.loss();
    Optimiser adam = new Optimiser(Optimiser.Kind.ADAM, 0.003f, 0);
    linear.fit(
        LocalRows.of(4, values, 1),
        new Training(
            new TrainingSettings(1, 150, true, 1, 64, adam, 0, 0.1, Engine.NATIVE),
            Journal.NONE,
            progress));
    assertThat(last[0]).isCloseTo(dropped, within(0.02 * dropped));
  }

  @Test
  void theAngleOfARowRebuiltAlongItselfIsZeroAndOfOneRebuiltAcrossIsARightAngle() {
    float[] rows = {1, 2, -1, -2, 2, -1};
    Autoencoder angle =
        new Autoencoder(
            new Autoencoder.Settings(
                List.of(), 1, Activation.LINEAR, Activation.LINEAR, Autoencoder.Score.ANGLE),
            Engine.NATIVE);
    Fitted fitted = angle.fit(LocalRows.of(2, rows, 1), training(1).untrained());
    // x̂ = (0.5, 1) · code + 0, code = x₁: a row along (1, 2) is rebuilt along itself.
    fitted.vectors().put(Autoencoder.NAME, new float[] {1, 0, 0, 0.5f, 1, 0, 0});
    float[] scores = angle.score(fitted).applyTo(Block.of(2, rows));
    assertThat(scores[0]).isCloseTo(0, within(1e-3f));
    assertThat(scores[1]).isCloseTo(0, within(1e-3f));
    assertThat(scores[2]).isCloseTo((float) (Math.PI / 2), within(1e-3f));
  }
}
