package io.cordon.detector;

import io.cordon.cluster.Covariance;
import io.cordon.network.Activation;
import io.cordon.network.Engine;
import org.junit.jupiter.api.Nested;

class DuadTest {

  static Duad duad(Duad.Initial initial, Duad.Choice selection, double initialShare, double share) {
    return new Duad(
        new Duad.Settings(
            initial,
            selection,
            initialShare,
            share,
            5,
            0.001,
            false,
            Autoencoder.Score.SQUARED_ERROR,
            new ClusterSelection(
                6, Covariance.FULL, 0.02, selection == Duad.Choice.CLUSTERS_BY_ROWS)),
        AutoencoderTest.autoencoder(Activation.TANH, Autoencoder.Score.SQUARED_ERROR),
        Engine.NATIVE);
  }

  @Nested
  class ByClusters extends DetectorContractTest {
    @Override
    Detector detector() {
      return duad(Duad.Initial.GMM, Duad.Choice.CLUSTERS, 0.2, 0.1);
    }

    @Override
    double floor() {
      return 0.97;
    }

    @Override
    double margin() {
      return 0.3;
    }
  }

  @Nested
  class ByScores extends DetectorContractTest {
    @Override
    Detector detector() {
      return duad(Duad.Initial.ALL, Duad.Choice.SCORES, 0, 0.2);
    }

    @Override
    double floor() {
      return 0.97;
    }

    @Override
    double margin() {
      return 0.3;
    }
  }
}
