package io.cordon.detector.rda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import io.cordon.config.Settings;
import io.cordon.detector.Detector;
import io.cordon.detector.DetectorContractTest;
import io.cordon.detector.PlantedAnomalies;
import io.cordon.detector.autoencoder.Autoencoder;
import io.cordon.detector.autoencoder.Autoencoders;
import io.cordon.layer.Architecture;
import io.cordon.network.Engine;
import io.cordon.network.NetworkFunction;
import io.cordon.random.Seeds;
import io.cordon.rows.Block;
import io.cordon.rows.LocalRows;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RobustAutoencoderTest extends DetectorContractTest {
  private static final String DENSE = "autoencoder { hidden = [6], code = 2 }";

  private static Settings settings(String detector) {
    return Settings.load(
            ConfigFactory.parseString("detector { " + detector + " }"), Settings.reference())
        .at("detector");
  }

  private static RobustAutoencoder dense(String rda) {
    return RobustAutoencoder.from(settings(DENSE + ", rda { " + rda + " }"), Engine.NATIVE);
  }

  @Override
  protected Detector detector() {
    return dense("");
  }

  @Override
  protected double floor() {
    return 0.97;
  }

  @Override
  protected double margin() {
    return 0.3;
  }

  /** Single cells set aside. */
  @Nested
  class Cells extends DetectorContractTest {
    @Override
    protected Detector detector() {
      return dense("set-aside = cells");
    }

    @Override
    protected double floor() {
      return 0.97;
    }

    @Override
    protected double margin() {
      return 0.3;
    }
  }

  /** With the autoencoder of images. */
  @Nested
  class OfImages extends DetectorContractTest {
    @Override
    protected Detector detector() {
      return RobustAutoencoder.ofImages(
          settings(
              "image.height = 2, conv-autoencoder { filters = [6, 6], code = 2, pooled = [1] }"),
          Engine.NATIVE);
    }

    @Override
    protected double floor() {
      return 0.9;
    }

    @Override
    protected double margin() {
      return 0.2;
    }
  }

  @Test
  void withATauThatNothingExceedsItIsTheAutoencoderBitForBit() {
    LocalRows rows = LocalRows.of(WIDTH, PlantedAnomalies.of(570, 30, 1).values(), SHARDS);
    float[] plain =
        Autoencoders.dense(settings(DENSE), Engine.NATIVE)
            .fit(rows, training(1))
            .vectors()
            .get(Autoencoder.NAME);
    assertThat(dense("tau = 1e6").fit(rows, training(1)).vectors().get(RobustAutoencoder.NAME))
        .isEqualTo(plain);
    assertThat(dense("").fit(rows, training(1)).vectors().get(RobustAutoencoder.NAME))
        .isNotEqualTo(plain);
  }

  @ParameterizedTest
  @EnumSource(Separation.Shrinkage.class)
  void whatIsSetAsideIsTheArgumentThatMakesItsProblemSmallest(Separation.Shrinkage shrinkage) {
    SplittableRandom random = Seeds.stream(1, "prox", 0, -1);
    for (int trial = 0; trial < 50; trial++) {
      float[] residual = new float[3];
      for (int place = 0; place < 3; place++) {
        residual[place] = (float) random.nextGaussian();
      }
      float tau = (float) (2 * random.nextDouble());
      float[] aside = residual.clone();
      shrinkage.apply(aside, 0, 3, tau);
      double least = problem(shrinkage, residual, aside, tau);
      for (int other = 0; other < 50; other++) {
        float[] moved = aside.clone();
        for (int place = 0; place < 3; place++) {
          moved[place] += (float) (0.05 * random.nextGaussian());
        }
        assertThat(problem(shrinkage, residual, moved, tau)).isGreaterThanOrEqualTo(least - 1e-6);
      }
    }
  }

  /** {@code ½‖u - s‖² + τ ‖s‖} in the norm of the shrinkage. */
  private static double problem(Separation.Shrinkage by, float[] u, float[] s, float tau) {
    double squares = 0;
    double apart = 0;
    double sum = 0;
    for (int place = 0; place < u.length; place++) {
      apart += Math.pow(u[place] - s[place], 2);
      squares += Math.pow(s[place], 2);
      sum += Math.abs(s[place]);
    }
    return apart / 2 + tau * (by == Separation.Shrinkage.ROWS ? Math.sqrt(squares) : sum);
  }

  @Test
  void aRowIsWhatIsLearnedAndWhatIsSetAsideWithinTau() {
    // A network without layers rebuilds every row, a dense one of zeros rebuilds none.
    float[] rows = {3, 4, 0.3f, 0.4f};
    NetworkFunction identity =
        new NetworkFunction(new Architecture(2, List.of()), new float[0], Engine.NATIVE);
    assertThat(new Separation(identity, Separation.Shrinkage.ROWS, 1).applyTo(Block.of(2, rows)))
        .containsExactly(rows);
    Architecture nothing =
        new Architecture(
            2, List.of(new io.cordon.layer.Dense(2, io.cordon.layer.Activation.LINEAR, true)));
    NetworkFunction zero = new NetworkFunction(nothing, new float[6], Engine.NATIVE);
    float[] learned = new Separation(zero, Separation.Shrinkage.ROWS, 1).applyTo(Block.of(2, rows));
    // ‖(3, 4)‖ = 5 keeps a length of τ = 1; ‖(0.3, 0.4)‖ is within τ and stays whole.
    assertThat(learned[0]).isCloseTo(0.6f, within(1e-6f));
    assertThat(learned[1]).isCloseTo(0.8f, within(1e-6f));
    assertThat(learned[2]).isEqualTo(0.3f);
    assertThat(learned[3]).isEqualTo(0.4f);
  }
}
