package io.cordon.detector.autoencoder;

import io.cordon.config.Range;
import io.cordon.config.Settings;
import io.cordon.layer.Activation;
import io.cordon.network.Engine;
import java.util.List;
import java.util.Optional;

/** The kinds of autoencoder by name, each as its group of settings describes it. */
public final class Autoencoders {
  public static final String DENSE = Autoencoder.NAME;
  public static final String OF_IMAGES = ConvolutionalBlueprint.NAME;
  public static final String OF_SEQUENCES = RecurrentBlueprint.NAME;

  private Autoencoders() {}

  /** The autoencoder of images that the group {@code detector.conv-autoencoder} describes. */
  public static Autoencoder ofImages(Settings detector, Engine engine) {
    Settings settings = detector.at(OF_IMAGES);
    return new Autoencoder(
        ConvolutionalBlueprint.from(detector), noise(settings), score(settings), engine);
  }

  /** The autoencoder of sequences that the group {@code detector.lstm-autoencoder} describes. */
  public static Autoencoder ofSequences(Settings detector, Engine engine) {
    Settings settings = detector.at(OF_SEQUENCES);
    return new Autoencoder(
        RecurrentBlueprint.from(settings), noise(settings), score(settings), engine);
  }

  /** The names of all kinds. */
  public static List<String> names() {
    return List.of(DENSE, OF_IMAGES, OF_SEQUENCES);
  }

  /** The kind of this name, or empty where no kind has it. */
  public static Optional<Autoencoder> named(String name, Settings detector, Engine engine) {
    return switch (name) {
      case DENSE -> Optional.of(dense(detector, engine));
      case OF_IMAGES -> Optional.of(ofImages(detector, engine));
      case OF_SEQUENCES -> Optional.of(ofSequences(detector, engine));
      default -> Optional.empty();
    };
  }

  private static float noise(Settings settings) {
    return (float) settings.number("noise", Range.closed(0, 1e3));
  }

  private static Autoencoder.Score score(Settings settings) {
    return settings.oneOf("score", Autoencoder.Score.class);
  }

  /** The autoencoder that the group {@code detector.autoencoder} describes. */
  public static Autoencoder dense(Settings detector, Engine engine) {
    Settings settings = detector.at(DENSE);
    return new Autoencoder(
        new Autoencoder.Settings(
            settings.integers("hidden", 1, 1 << 16),
            settings.integer("code", 0, 1 << 16),
            settings.oneOf("activation", Activation.class),
            settings.oneOf("output", Activation.class),
            noise(settings),
            score(settings)),
        engine);
  }
}
