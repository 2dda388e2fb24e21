package io.cordon.model;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A model as files: {@code model.json}, which people can read, and {@code parameters.bin}. Equal
 * models have equal bytes. {@code model.json} is written last, so a folder without it holds no
 * model.
 */
public final class ModelFiles {
  static final String DOCUMENT = "model.json";
  static final String PARAMETERS = "parameters.bin";

  private ModelFiles() {}

  /**
   * Writes a model.
   *
   * @throws UserException (storage) where the folder holds a model already, or cannot be written to
   */
  public static void write(Model model, Folder folder) {
    try {
      if (folder.names().contains(DOCUMENT)) {
        throw new UserException(
            ExitCode.STORAGE,
            "A model is never overwritten, but "
                + folder
                + " holds one: name another folder, or remove that model");
      }
      String sha256;
      try (OutputStream out = folder.create(PARAMETERS)) {
        sha256 = ParameterFile.write(vectors(model), out);
      }
      byte[] document = ModelJson.pretty(ModelDocument.of(model, sha256));
      try (OutputStream out = folder.create(DOCUMENT)) {
        out.write(document);
      }
    } catch (IOException problem) {
      throw new UserException(
          ExitCode.STORAGE,
          "The model could not be written to " + folder + ": " + problem,
          problem);
    }
  }

  /**
   * Reads a model, and checks everything that the files say before memory is spent on it.
   *
   * @throws UserException (mismatch) where the files are of a newer format or hold what this
   *     release does not know; (storage) where they are missing, damaged or cannot be read
   */
  public static Model read(Folder folder) {
    return new ModelReader(folder).read();
  }

  /** A name for a model's content: 16 hexadecimal digits, equal for models with equal files. */
  public static String identity(Model model) {
    try {
      String sha256 = ParameterFile.write(vectors(model), OutputStream.nullOutputStream());
      return ParameterFile.checksum(ModelJson.pretty(ModelDocument.of(model, sha256)))
          .substring(0, 16);
    } catch (IOException impossible) {
      throw new IllegalStateException("nothing was written, yet writing failed", impossible);
    }
  }

  private static List<float[]> vectors(Model model) {
    List<float[]> vectors = new ArrayList<>(ModelDocument.vectors(model).values());
    vectors.add(model.scoreQuantiles());
    return vectors;
  }
}
