package io.cordon.detector;

import io.cordon.config.Settings;
import io.cordon.network.Engine;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The registry: a detector is one file and one line here. */
public final class Detectors {
  private static final Map<String, Reader> READERS =
      new TreeMap<>(
          Map.of(
              Autoencoder.NAME, Autoencoder::from,
              OneClassNetwork.NAME, OneClassNetwork::from,
              Plad.NAME, Plad::from));

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
   * The detector that the settings name. Problems are left in the settings, to be told together.
   *
   * @param settings the whole tree
   */
  public static Detector from(Settings settings, Engine engine) {
    return READERS
        .get(settings.oneOf("detector.name", names()))
        .read(settings.at("detector"), engine);
  }
}
