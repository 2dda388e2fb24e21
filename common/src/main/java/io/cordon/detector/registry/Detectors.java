package io.cordon.detector.registry;

import io.cordon.config.Settings;
import io.cordon.detector.Detector;
import io.cordon.detector.autoencoder.Autoencoder;
import io.cordon.detector.autoencoder.Autoencoders;
import io.cordon.detector.dagmm.Dagmm;
import io.cordon.detector.duad.Duad;
import io.cordon.detector.forest.IsolationForest;
import io.cordon.detector.neighbours.NearestNeighbours;
import io.cordon.detector.ocnn.OneClassNetwork;
import io.cordon.detector.pca.PrincipalComponents;
import io.cordon.detector.plad.Plad;
import io.cordon.detector.rda.RobustAutoencoder;
import io.cordon.detector.robust.RobustDistance;
import io.cordon.detector.svdd.DeepSvdd;
import io.cordon.detector.svm.OneClassSvm;
import io.cordon.imported.NetworkFiles;
import io.cordon.network.Engine;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The registry: a detector is one public class in a package of its own, and one line here. */
public final class Detectors {
  private static final Map<String, Reader> READERS =
      new TreeMap<>(
          Map.ofEntries(
              entry(Autoencoder.NAME, Autoencoders::dense),
              entry(Autoencoders.OF_IMAGES, Autoencoders::ofImages),
              entry(Autoencoders.OF_SEQUENCES, Autoencoders::ofSequences),
              entry(Dagmm.NAME, Dagmm::from),
              entry(DeepSvdd.NAME, DeepSvdd::from),
              entry(Duad.NAME, Duad::from),
              entry(IsolationForest.NAME, IsolationForest::from),
              entry(NearestNeighbours.NAME, NearestNeighbours::from),
              entry(OneClassNetwork.NAME, OneClassNetwork::from),
              entry(OneClassSvm.NAME, OneClassSvm::from),
              entry(PrincipalComponents.NAME, PrincipalComponents::from),
              entry(Plad.NAME, Plad::from),
              entry(RobustAutoencoder.NAME, RobustAutoencoder::from),
              entry(RobustAutoencoder.OF_IMAGES, RobustAutoencoder::ofImages),
              entry(RobustDistance.NAME, RobustDistance::from)));

  private Detectors() {}

  private static Map.Entry<String, Reader> entry(String name, Reader reader) {
    return Map.entry(name, reader);
  }

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
    return from(settings, engine, NetworkFiles.LOCAL);
  }

  /**
   * The same, where an imported encoder's file may lie elsewhere than on this machine.
   *
   * @param files where it is read from, when the detector is prepared or fitted
   */
  public static Detector from(Settings settings, Engine engine, NetworkFiles files) {
    Detector detector =
        READERS.get(settings.oneOf("detector.name", names())).read(settings.at("detector"), engine);
    return Ensemble.from(settings, Encoded.from(settings, detector, engine, files));
  }
}
