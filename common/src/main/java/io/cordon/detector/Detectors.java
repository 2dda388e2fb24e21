package io.cordon.detector;

import io.cordon.config.Range;
import io.cordon.config.Settings;
import io.cordon.network.Activation;
import io.cordon.network.Engine;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** The registry: a detector is one file and one line here. */
public final class Detectors {
  private static final Map<String, Reader> READERS =
      new TreeMap<>(
          Map.of(
              Autoencoder.NAME, Detectors::autoencoder,
              OneClassNetwork.NAME, Detectors::oneClassNetwork));

  private Detectors() {}

  /** Makes a detector of its settings. */
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

  private static Autoencoder autoencoder(Settings detector, Engine engine) {
    Settings settings = detector.at(Autoencoder.NAME);
    return new Autoencoder(
        new Autoencoder.Settings(
            settings.integers("hidden", 1, 1 << 16),
            settings.integer("code", 0, 1 << 16),
            settings.oneOf("activation", Activation.class),
            settings.oneOf("output", Activation.class),
            settings.oneOf("score", Autoencoder.Score.class)),
        engine);
  }

  private static OneClassNetwork oneClassNetwork(Settings detector, Engine engine) {
    Settings settings = detector.at(OneClassNetwork.NAME);
    double nu = settings.number("nu", Range.closedOpen(0, 1));
    boolean encoded =
        settings.oneOf("encoder", List.of(Autoencoder.NAME, "none")).equals(Autoencoder.NAME);
    return new OneClassNetwork(
        new OneClassNetwork.Settings(
            Activation.valueOf(
                settings
                    .oneOf("activation", List.of("linear", "sigmoid", "relu"))
                    .toUpperCase(Locale.ROOT)),
            settings.integer("hidden", 1, 1 << 16),
            nu > 0 ? OptionalDouble.of(nu) : OptionalDouble.empty(),
            settings.integer("alternations", 0, 1 << 20),
            settings.integer("epochs", 1, 1 << 20),
            (float) settings.number("learning-rate", Range.closed(1e-9, 1e3)),
            settings.oneOf("features", OneClassNetwork.Features.class),
            settings.flag("normalise")),
        encoded ? Optional.of(autoencoder(detector, engine)) : Optional.empty(),
        engine);
  }
}
