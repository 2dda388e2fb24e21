package io.cordon.detector.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import io.cordon.config.Settings;
import io.cordon.detector.Detector;
import io.cordon.detector.DetectorContractTest;
import io.cordon.detector.Fitted;
import io.cordon.error.UserException;
import io.cordon.network.Engine;
import io.cordon.rows.Block;
import io.cordon.rows.LocalRows;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RecurrentAutoencoderTest extends DetectorContractTest {

  static Autoencoder of(String settings) {
    Settings whole =
        Settings.load(
            ConfigFactory.parseString("detector.lstm-autoencoder { " + settings + " }"),
            Settings.reference());
    return Autoencoders.ofSequences(whole.at("detector"), Engine.NATIVE);
  }

  @Override
  protected Detector detector() {
    return of("features = 2, units = 6");
  }

  @Override
  protected double floor() {
    return 0.7;
  }

  @Override
  protected double margin() {
    return 0.1;
  }

  /** The states of all steps as the code, as in paper 001. */
  @Nested
  class SequenceCode extends DetectorContractTest {
    @Override
    protected Detector detector() {
      return of("features = 4, units = 1, code = sequence");
    }

    @Override
    protected double floor() {
      return 0.7;
    }

    @Override
    protected double margin() {
      return 0.1;
    }
  }

  @Test
  void theCodeOfPaper001Has240Numbers() {
    assertThat(of("features = 21, units = 12, code = sequence").encoder(20 * 21).outputs())
        .isEqualTo(240);
    assertThat(of("features = 21, units = 24").encoder(20 * 21).outputs()).isEqualTo(24);
  }

  @Test
  void paddingCostsNothingAndIsNotRead() {
    Autoencoder detector = of("features = 2, units = 5");
    float[] rows = {0.5f, 1, 1, 0.2f, 0, 0, 0, 0, 0.1f, 1, 0.3f, 0.2f, 0.7f, 0.1f, 0, 0};
    Fitted fitted = detector.fit(LocalRows.of(8, rows, 1), training(1));
    float[] scores = detector.score(fitted).applyTo(Block.of(8, rows));
    // The error of a true step, by the first two steps of the reconstruction alone.
    float[] rebuilt =
        new io.cordon.network.NetworkFunction(
                detector.architecture(8),
                fitted.vectors().get(Autoencoders.OF_SEQUENCES),
                Engine.NATIVE)
            .applyTo(Block.of(8, rows));
    double expected = 0;
    for (int place = 0; place < 4; place++) {
      expected += Math.pow(rows[place] - rebuilt[place], 2) / 2;
    }
    assertThat((double) scores[0]).isCloseTo(expected, within(1e-6));
    // The state that the decoder starts from is that of the last true step.
    float[] code = detector.encoder(fitted).applyTo(Block.of(8, rows));
    Autoencoder shorter = of("features = 2, units = 5");
    float[] two = Arrays.copyOf(rows, 4);
    float[] ofTwo =
        shorter
            .encoder(4, fitted.vectors().get(Autoencoders.OF_SEQUENCES))
            .applyTo(Block.of(4, two));
    for (int unit = 0; unit < 5; unit++) {
      assertThat(code[unit]).isCloseTo(ofTwo[unit], within(1e-6f));
    }
  }

  @Test
  void aClipKeepsTheStepsOfTrainingShort() {
    float[] rows = {0.5f, 1, 1, 0.2f, 0.1f, 1, 0.3f, 0.2f};
    // Adam's steps have the learning rate's length for a gradient of any but the smallest length.
    assertThat(moved("clip = 0", rows)).isGreaterThan(1e-3f);
    assertThat(moved("clip = 5", rows)).isGreaterThan(1e-3f);
    assertThat(moved("clip = 1e-12", rows)).isBetween(1e-9f, 1e-4f);
  }

  /** How far the parameter that training moves furthest goes. */
  private float moved(String clip, float[] rows) {
    Autoencoder detector = of("features = 2, units = 5, " + clip);
    float[] trained =
        detector
            .fit(LocalRows.of(4, rows, 1), training(1))
            .vectors()
            .get(Autoencoders.OF_SEQUENCES);
    float[] start = detector.start(4, training(1));
    float furthest = 0;
    for (int index = 0; index < trained.length; index++) {
      furthest = Math.max(furthest, Math.abs(trained[index] - start[index]));
    }
    return furthest;
  }

  @Test
  void rowsThatAreNoWholeNumberOfStepsAreRefused() {
    assertThatThrownBy(() -> of("features = 3, units = 4").architecture(8))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("steps of 3 features")
        .hasMessageContaining("8 features");
  }
}
