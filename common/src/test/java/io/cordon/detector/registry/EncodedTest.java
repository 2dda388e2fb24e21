package io.cordon.detector.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.cordon.config.Settings;
import io.cordon.detector.Detector;
import io.cordon.detector.DetectorContractTest;
import io.cordon.detector.Fitted;
import io.cordon.detector.PlantedAnomalies;
import io.cordon.detector.autoencoder.Autoencoder;
import io.cordon.detector.autoencoder.SmallAutoencoder;
import io.cordon.detector.ocnn.OneClassNetwork;
import io.cordon.detector.pca.PrincipalComponents;
import io.cordon.error.UserException;
import io.cordon.layer.Activation;
import io.cordon.network.Engine;
import io.cordon.rows.LocalRows;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EncodedTest {
  private static final String NARROW = "detector.autoencoder { hidden = [6], code = 2 }, ";

  private static Detector detector(String settings) {
    Settings tree =
        Settings.load(ConfigFactory.parseString(NARROW + settings), Settings.reference());
    Detector detector = Detectors.from(tree, Engine.NATIVE);
    tree.finish();
    return detector;
  }

  /** The hybrid of papers 001 and 003: an RBF one-class SVM on codes and fit. */
  @Nested
  class SupportVectorsOnAnAutoencoder extends DetectorContractTest {
    @Override
    protected Detector detector() {
      return EncodedTest.detector(
          "encoder.name = autoencoder, detector { name = oc-svm, oc-svm { features = 64, nu = 0.1 } }");
    }

    @Override
    protected double floor() {
      return 0.8;
    }

    @Override
    protected double margin() {
      return 0.3;
    }
  }

  /** OC-NN as in paper 001. */
  @Nested
  class OneClassNetworkOnAnAutoencoder extends DetectorContractTest {
    @Override
    protected Detector detector() {
      // On codes ν is half: the rows below r pull w towards themselves, so at ν = contamination the
      // anomalies would decide what is normal.
      OneClassNetwork network =
          new OneClassNetwork(
              new OneClassNetwork.Settings(
                  Activation.LINEAR, 8, OptionalDouble.of(0.5), 30, 2, 0.005f, true, false),
              Engine.NATIVE);
      return new Encoded(
          new AutoencoderCodes(
              SmallAutoencoder.of(Activation.TANH, Autoencoder.Score.SQUARED_ERROR),
              Encoded.Features.CODE_AND_FIT),
          network);
    }

    @Override
    protected double floor() {
      return 0.6;
    }

    @Override
    protected double margin() {
      return 0.05;
    }
  }

  @Test
  void autoGivesAnEncoderToOcNnAlone() {
    assertThat(detector("detector.name = oc-nn")).isInstanceOf(Encoded.class);
    assertThat(detector("detector.name = pca")).isInstanceOf(PrincipalComponents.class);
    assertThat(detector("detector.name = oc-nn, encoder.name = none"))
        .isInstanceOf(OneClassNetwork.class);
    assertThat(detector("detector.name = pca, encoder.name = autoencoder"))
        .isInstanceOf(Encoded.class);
  }

  @Test
  void anAutoencoderOnAnAutoencoderIsRefused() {
    for (String name : new String[] {"autoencoder", "dagmm", "duad"}) {
      assertThatThrownBy(() -> detector("encoder.name = autoencoder, detector.name = " + name))
          .isInstanceOf(UserException.class)
          .hasMessageContaining(
              "must be none or auto for " + name + ", which has an encoder itself");
    }
  }

  @Test
  void theModelHoldsTheEncoderTheRangeOfItsCodesAndTheDetector() {
    PlantedAnomalies planted = PlantedAnomalies.of(190, 10, 1);
    Fitted fitted =
        detector("encoder { name = autoencoder, features = code }, detector.name = pca")
            .fit(
                LocalRows.of(PlantedAnomalies.WIDTH, planted.values(), 2),
                DetectorContractTest.training(1));
    assertThat(fitted.width()).isEqualTo(PlantedAnomalies.WIDTH);
    assertThat(fitted.vectors()).containsKeys(Autoencoder.NAME, UnitRange.NAME);
    assertThat(fitted.vectors().get(UnitRange.NAME)).as("minima and maxima of 2 codes").hasSize(4);
  }
}
