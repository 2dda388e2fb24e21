package io.cordon.imported;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The zip that DL4J's ModelSerializer writes of a MultiLayerNetwork. Its configuration names
 * classes, which are compared and never loaded; no other entry than the configuration and the
 * coefficients is opened.
 */
final class Dl4jZip {
  private static final String CONFIGURATION = "configuration.json";
  private static final String COEFFICIENTS = "coefficients.bin";
  private static final int LONGEST_CONFIGURATION = 1 << 24;

  /** Without these the network's inputs would not be what it learned from. */
  private static final List<String> REFUSED = List.of("normalizer.bin", "preprocessor.bin");

  private Dl4jZip() {}

  /**
   * Reads a zip.
   *
   * @throws UnsuitableException where it holds no network that Cordon can take
   */
  static NetworkSource read(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (String entry : REFUSED) {
        if (zip.getEntry(entry) != null) {
          throw new UnsuitableException(
              "holds "
                  + entry
                  + ", which is not read: save the network without it, and scale the features alike");
        }
      }
      JsonNode configuration =
          new JsonMapper().readTree(bytes(zip, CONFIGURATION, LONGEST_CONFIGURATION));
      float[] coefficients =
          Dl4jCoefficients.read(bytes(zip, COEFFICIENTS, (int) ImportedFile.MOST_BYTES));
      return Dl4jConfiguration.of(configuration, coefficients);
    } catch (ZipException problem) {
      throw new UnsuitableException("is a damaged zip: " + problem.getMessage(), problem);
    }
  }

  /** The claimed sizes of a zip prove nothing: so many bytes are unpacked at most. */
  private static byte[] bytes(ZipFile zip, String name, int most) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new UnsuitableException("holds no " + name);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new UnsuitableException("holds a " + name + " of more than " + most + " bytes");
      }
      return bytes;
    }
  }
}
