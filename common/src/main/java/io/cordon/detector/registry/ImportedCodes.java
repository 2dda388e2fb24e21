package io.cordon.detector.registry;

import io.cordon.config.Settings;
import io.cordon.detector.Fitted;
import io.cordon.detector.ImageShape;
import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.imported.ArchitectureNumbers;
import io.cordon.imported.ImportedFile;
import io.cordon.imported.ImportedNetwork;
import io.cordon.imported.NetworkFiles;
import io.cordon.layer.Architecture;
import io.cordon.network.Engine;
import io.cordon.network.NetworkFunction;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;
import io.cordon.training.Training;
import java.util.List;
import java.util.TreeMap;

/**
 * What a network that was trained elsewhere makes of the rows. It is not trained further, and the
 * model holds all of it, so that scoring needs no file.
 *
 * @param file asked only when fitting
 */
record ImportedCodes(ImportedFile file, ImageShape image, Engine engine) implements Encoder {
  static final String NAME = "imported";
  private static final String LAYERS = "imported-layers";
  private static final int MOST_LAYERS = 1 << 16;

  /** Of the groups {@code encoder.imported} and {@code detector.image}. */
  static ImportedCodes from(Settings settings, Engine engine, NetworkFiles files) {
    Settings imported = settings.at("encoder.imported");
    ImportedFile file =
        new ImportedFile(
            imported.optionalText("path").orElse(""),
            imported.integer("layers", 0, MOST_LAYERS),
            files);
    return new ImportedCodes(file, ImageShape.from(settings.at("detector")), engine);
  }

  @Override
  public String prepare() {
    return file.read();
  }

  @Override
  public boolean isSeeded() {
    return false;
  }

  @Override
  public Fitted fit(Rows rows, Training training) {
    ImportedNetwork network = file.network(rows.width(), image::of);
    TreeMap<String, float[]> vectors = new TreeMap<>();
    vectors.put(NAME, network.parameters());
    vectors.put(LAYERS, ArchitectureNumbers.of(network.architecture()));
    return new Fitted(rows.width(), vectors, new TreeMap<>(), List.of());
  }

  @Override
  public RowFunction codes(Fitted fitted) {
    float[] parameters = fitted.vectors().get(NAME);
    float[] layers = fitted.vectors().get(LAYERS);
    if (parameters == null || layers == null) {
      throw damaged("it holds none", null);
    }
    try {
      Architecture architecture = ArchitectureNumbers.architecture(layers);
      if (architecture.parameterCount() != parameters.length
          || architecture.inputs() != fitted.width()) {
        throw damaged("its layers do not fit its parameters or its features", null);
      }
      return new NetworkFunction(architecture, parameters, engine);
    } catch (IllegalArgumentException | ArithmeticException problem) {
      throw damaged(problem.getMessage(), problem);
    }
  }

  private static UserException damaged(String found, Exception cause) {
    return new UserException(
        ExitCode.STORAGE,
        "The model must hold the encoder that it was trained on, but "
            + found
            + ": restore it from a copy or train again",
        cause);
  }
}
