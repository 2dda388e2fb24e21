package io.cordon.detector.registry;

import io.cordon.config.Settings;
import io.cordon.detector.Detector;
import io.cordon.detector.autoencoder.Autoencoder;
import io.cordon.detector.dagmm.Dagmm;
import io.cordon.detector.duad.Duad;
import io.cordon.detector.forest.IsolationForest;
import io.cordon.detector.ocnn.OneClassNetwork;
import io.cordon.detector.pca.PrincipalComponents;
import io.cordon.detector.plad.Plad;
import io.cordon.detector.robust.RobustDistance;
import io.cordon.detector.svdd.DeepSvdd;
import io.cordon.detector.svm.OneClassSvm;
import io.cordon.network.Engine;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The registry: a detector is one public class in a package of its own, and one line here. */
public final class Detectors {
  private static final Map<String, Reader> READERS =
      new TreeMap<>(
          Map.of(
              Autoencoder.NAME, Autoencoder::from,
              Dagmm.NAME, Dagmm::from,
              DeepSvdd.NAME, DeepSvdd::from,
              Duad.NAME, Duad::from,
              IsolationForest.NAME, IsolationForest::from,
              OneClassNetwork.NAME, OneClassNetwork::from,
              OneClassSvm.NAME, OneClassSvm::from,
              PrincipalComponents.NAME, PrincipalComponents::from,
              Plad.NAME, Plad::from,
              RobustDistance.NAME, RobustDistance::from));

  private Detectors() {}

  /** Makes a detector of the group {@code detector}. */
  private interface Reader {
    Detector read(Settings detector, Engine engine);
  }

  /** The names of all detectors. */
  public static List<String> names() {
    return List.copyOf(READERS.keySet());
  }

  /**
   * The detector that the settings name, on the encoder that they name, in the ensemble that they
   * ask for. Problems are left in the settings, to be told together.
   *
   * @param settings the whole tree
   */
  public static Detector from(Settings settings, Engine engine) {
    Detector detector =
        READERS.get(settings.oneOf("detector.name", names())).read(settings.at("detector"), engine);
    return Ensemble.from(settings, Encoded.from(settings, detector, engine));
  }
}
