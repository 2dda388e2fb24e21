package io.cordon.detector.registry;

import io.cordon.config.Settings;
import io.cordon.detector.Chain;
import io.cordon.detector.Detector;
import io.cordon.detector.Fitted;
import io.cordon.detector.autoencoder.Autoencoder;
import io.cordon.detector.autoencoder.Autoencoders;
import io.cordon.detector.dagmm.Dagmm;
import io.cordon.detector.duad.Duad;
import io.cordon.detector.ocnn.OneClassNetwork;
import io.cordon.detector.rda.RobustAutoencoder;
import io.cordon.imported.NetworkFiles;
import io.cordon.network.Engine;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;
import io.cordon.training.Training;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Any detector on what a pre-trained, frozen encoder makes of the rows, scaled to [0, 1]: OC-NN on
 * an autoencoder as in the paper, OC-SVM as its hybrid baseline, or another; or on a network that
 * was trained elsewhere.
 *
 * <p>Source: paper 001, sections 4.4-4.5 (OC-NN and the hybrids CAE-OC-SVM).
 */
final class Encoded implements Detector {
  private static final List<String> ENCODERS =
      Stream.of(List.of("auto"), Autoencoders.names(), List.of(ImportedCodes.NAME, "none"))
          .flatMap(List::stream)
          .toList();
  private static final List<String> REBUILDING =
      List.of(Dagmm.NAME, Duad.NAME, RobustAutoencoder.NAME, RobustAutoencoder.OF_IMAGES);

  /** What of the encoder the detector stands on. */
  enum Features {
    /** The code alone, as in the paper. */
    CODE,
    /** The code and how well the row was rebuilt (ours): see {@link CodeAndFit}. */
    CODE_AND_FIT
  }

  private final Encoder encoder;
  private final Detector detector;

  Encoded(Encoder encoder, Detector detector) {
    this.encoder = encoder;
    this.detector = detector;
  }

  /**
   * The detector on the encoder that the group {@code encoder} asks for, or the detector itself.
   * Problems are left in the settings.
   *
   * @param settings the whole tree
   * @param files where an imported network is read from
   */
  static Detector from(Settings settings, Detector detector, Engine engine, NetworkFiles files) {
    Settings encoder = settings.at("encoder");
    String name = encoder.oneOf("name", ENCODERS);
    Features features = encoder.oneOf("features", Features.class);
    ImportedCodes imported = ImportedCodes.from(settings, engine, files);
    boolean isAutoencoder = Autoencoders.names().contains(detector.name());
    boolean rebuilds = isAutoencoder || REBUILDING.contains(detector.name());
    boolean encodes = name.equals(ImportedCodes.NAME) || Autoencoders.names().contains(name);
    if (encodes && rebuilds) {
      encoder.problem(
          "name", "must be none or auto for " + detector.name() + ", which has an encoder itself");
    }
    if (name.equals(ImportedCodes.NAME)) {
      return new Encoded(imported, detector);
    }
    boolean byItself = name.equals("auto") && detector.name().equals(OneClassNetwork.NAME);
    Optional<Autoencoder> wanted =
        Autoencoders.named(byItself ? Autoencoder.NAME : name, settings.at("detector"), engine);
    return wanted
        .<Detector>map(some -> new Encoded(new AutoencoderCodes(some, features), detector))
        .orElse(detector);
  }

  @Override
  public String name() {
    return detector.name();
  }

  @Override
  public String prepare() {
    return encoder.prepare();
  }

  @Override
  public boolean isSeeded() {
    return encoder.isSeeded() || detector.isSeeded();
  }

  @Override
  public Fitted fit(Rows rows, Training training) {
    Fitted encoding = encoder.fit(rows, training);
    TreeMap<String, float[]> vectors = new TreeMap<>(encoding.vectors());
    TreeMap<String, Double> constants = new TreeMap<>(encoding.constants());
    Rows codes = rows.map(encoder.codes(encoding));
    vectors.put(UnitRange.NAME, UnitRange.over(codes));
    Rows scaled = codes.map(new UnitRange(vectors.get(UnitRange.NAME)));
    Fitted fitted = detector.fit(scaled, training);
    scaled.release();
    codes.release();
    vectors.putAll(fitted.vectors());
    constants.putAll(fitted.constants());
    return new Fitted(rows.width(), vectors, constants, fitted.warnings());
  }

  @Override
  public RowFunction score(Fitted fitted) {
    UnitRange unitRange = new UnitRange(fitted.vectors().get(UnitRange.NAME));
    Fitted ofDetector =
        new Fitted(unitRange.outputs(), fitted.vectors(), fitted.constants(), List.of());
    return new Chain(List.of(encoder.codes(fitted), unitRange, detector.score(ofDetector)));
  }
}
