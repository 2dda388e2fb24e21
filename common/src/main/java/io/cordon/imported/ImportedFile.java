package io.cordon.imported;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.layer.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.IntFunction;

/**
 * A network's file, read once and only when it is asked for: a model that was trained carries its
 * encoder and never asks.
 */
public final class ImportedFile {
  static final long MOST_BYTES = 1L << 30;

  private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
  private static final byte[] ZIP = {'P', 'K', 3, 4};

  private final String path;
  private final int layers;
  private final NetworkFiles files;
  private NetworkSource source;
  private String fingerprint;

  /**
   * A file that is not read yet.
   *
   * @param path "" where the settings name none
   * @param layers of the file that form the encoder; 0 for all
   */
  public ImportedFile(String path, int layers, NetworkFiles files) {
    this.path = path;
    this.layers = layers;
    this.files = files;
  }

  /**
   * Reads the file.
   *
   * @return a fingerprint of its bytes and of how many layers are taken
   * @throws UserException (usage) where no file is named or it holds no network that Cordon can
   *     take; (storage) where it cannot be read
   */
  public synchronized String read() {
    if (source != null) {
      return fingerprint;
    }
    if (path.isEmpty()) {
      throw new UserException(
          ExitCode.USAGE,
          "encoder.name = imported needs the file of a network, a Keras .h5 or a DL4J .zip: set encoder.imported.path");
    }
    try {
      Path copy = Files.createTempFile("cordon-network", "");
      try {
        fingerprint = copyTo(copy) + " " + layers;
        source = parse(copy);
      } finally {
        Files.deleteIfExists(copy);
      }
    } catch (JsonProcessingException problem) {
      throw unsuitable("its configuration is no JSON: " + problem.getOriginalMessage(), problem);
    } catch (IOException problem) {
      throw new UserException(
          ExitCode.STORAGE,
          "encoder.imported.path must name a file that can be read, but "
              + path
              + " cannot: "
              + problem,
          problem);
    } catch (UnsuitableException problem) {
      throw unsuitable(problem.getMessage(), problem);
    }
    return fingerprint;
  }

  /**
   * The encoder for rows of so many features.
   *
   * @param image reads rows as images
   * @throws UserException as {@link #read}, and where the network takes other rows
   */
  public synchronized ImportedNetwork network(int features, IntFunction<Shape> image) {
    read();
    try {
      return source.build(layers, features, image);
    } catch (UnsuitableException problem) {
      throw unsuitable(problem.getMessage(), problem);
    }
  }

  private String copyTo(Path copy) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = files.open(path);
        OutputStream out = Files.newOutputStream(copy)) {
      byte[] block = new byte[1 << 16];
      long bytes = 0;
      for (int some = in.read(block); some >= 0; some = in.read(block)) {
        bytes += some;
        if (bytes > MOST_BYTES) {
          throw new UnsuitableException("has more than the " + MOST_BYTES + " bytes that are read");
        }
        digest.update(block, 0, some);
        out.write(block, 0, some);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  private static NetworkSource parse(Path copy) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(copy)) {
      start = in.readNBytes(HDF5.length);
    }
    if (Arrays.equals(start, HDF5)) {
      return KerasFile.read(copy);
    } else if (Arrays.equals(Arrays.copyOf(start, ZIP.length), ZIP)) {
      return Dl4jZip.read(copy);
    }
    throw new UnsuitableException("is neither HDF5 nor a zip");
  }

  private UserException unsuitable(String found, Exception cause) {
    return new UserException(
        ExitCode.USAGE,
        "encoder.imported.path must name a Keras .h5 or a DL4J .zip of a network that Cordon can take, but "
            + path
            + " "
            + found,
        cause);
  }
}
