package io.cordon.imported;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.layer.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no encoder are refused with one sentence. */
class ImportRefusalTest {
  private static final String DENSE = "\"units\": 2, \"activation\": \"%s\", \"use_bias\": false";

  @TempDir private Path folder;

  private static KerasWriter keras(String activation) {
    return new KerasWriter()
        .layer("Dense", "first", "\"batch_input_shape\": [null, 3], " + DENSE.formatted("tanh"))
        .weights("first", "kernel", 3, 2)
        .layer("Dense", "second", DENSE.formatted(activation))
        .weights("second", "kernel", 2, 2);
  }

  private static ImportedNetwork network(Path path, int layers, int features) {
    return new ImportedFile(path.toString(), layers, NetworkFiles.LOCAL)
        .network(features, Shape::row);
  }

  private static void requireRefused(Path path, int layers, String... words) {
    assertThatThrownBy(() -> network(path, layers, 3))
        .isInstanceOfSatisfying(
            UserException.class,
            problem -> assertThat(problem.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageStartingWith(
            "encoder.imported.path must name a Keras .h5 or a DL4J .zip of a network that Cordon can take, but "
                + path)
        .hasMessageContainingAll(words);
  }

  private Path zip(Map<String, String> entries) throws IOException {
    Path path = folder.resolve("network.zip");
    try (OutputStream out = Files.newOutputStream(path);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return path;
  }

  @Test
  void aLayerThatCordonDoesNotHaveIsNamedAndMayBeLeftOut() {
    KerasWriter lambda = keras("linear").layer("Lambda", "trick", "\"function\": \"rm\"");
    Path path = lambda.write(folder.resolve("model.h5"));
    requireRefused(path, 0, "layer trick (Lambda)", "supported are Dense, Conv2D");
    assertThat(network(path, 2, 3).architecture().outputs()).isEqualTo(2);
    requireRefused(path, 4, "has 3 layers, fewer than the 4 of encoder.imported.layers");
    Path softmax = keras("softmax").write(folder.resolve("softmax.h5"));
    requireRefused(softmax, 0, "layer second (Dense)", "activation softmax");
    assertThat(network(softmax, 1, 3).architecture().outputs()).isEqualTo(2);
  }

  @Test
  void rowsOfAnotherWidthAreRefused() {
    Path path = keras("linear").write(folder.resolve("model.h5"));
    assertThatThrownBy(() -> network(path, 0, 4))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("takes rows of 3 features, but a row has 4 features");
  }

  @Test
  void weightsThatDoNotFitAreRefused() {
    KerasWriter wide =
        new KerasWriter()
            .layer("Dense", "first", "\"batch_input_shape\": [null, 3], " + DENSE.formatted("tanh"))
            .weights("first", "kernel", 5, 2);
    requireRefused(wide.write(folder.resolve("a.h5")), 0, "has 10 weights where what comes in");
    KerasWriter none =
        new KerasWriter()
            .layer(
                "Dense", "first", "\"batch_input_shape\": [null, 3], " + DENSE.formatted("tanh"));
    requireRefused(none.write(folder.resolve("b.h5")), 0, "has no array kernel of 2 sides");
  }

  @Test
  void aFileThatIsMissingOrNotNamedOrNeitherFormIsToldOf() throws IOException {
    Path missing = folder.resolve("missing.h5");
    assertThatThrownBy(() -> network(missing, 0, 3))
        .isInstanceOfSatisfying(
            UserException.class,
            problem -> assertThat(problem.exitCode()).isEqualTo(ExitCode.STORAGE))
        .hasMessageContaining("must name a file that can be read, but " + missing + " cannot");
    assertThatThrownBy(() -> new ImportedFile("", 0, NetworkFiles.LOCAL).read())
        .isInstanceOf(UserException.class)
        .hasMessageContaining("set encoder.imported.path");
    requireRefused(
        Files.writeString(folder.resolve("text.h5"), "no model"), 0, "is neither HDF5 nor a zip");
  }

  @Test
  void aFileThatBreaksOffIsRefused() throws IOException {
    Path path = keras("linear").write(folder.resolve("model.h5"));
    byte[] bytes = Files.readAllBytes(path);
    for (int part = 1; part < 8; part++) {
      Path cut = folder.resolve("cut-" + part + ".h5");
      Files.write(cut, Arrays.copyOf(bytes, bytes.length * part / 8));
      requireRefused(cut, 0, "damaged or cut off");
    }
    byte[] zip = Files.readAllBytes(zip(Map.of("configuration.json", "{}")));
    Path half = Files.write(folder.resolve("half.zip"), Arrays.copyOf(zip, zip.length / 2));
    requireRefused(half, 0, "is a damaged zip");
  }

  @Test
  void aConfigurationThatIsNoChainIsRefused() {
    Path graph =
        keras("linear")
            .write(folder.resolve("graph.h5"), "{\"class_name\": \"Wide\", \"config\": {}}");
    requireRefused(graph, 0, "holds a \"Wide\": only Sequential, or Functional of one chain");
    Path broken = keras("linear").write(folder.resolve("broken.h5"), "{\"class_name\": ");
    requireRefused(broken, 0, "its configuration is no JSON");
  }

  @Test
  void aZipThatHoldsMoreOrOtherThanANetworkIsRefused() throws IOException {
    requireRefused(zip(Map.of("a", "b")), 0, "holds no configuration.json");
    requireRefused(
        zip(Map.of("configuration.json", "{}", "normalizer.bin", "x")),
        0,
        "holds normalizer.bin, which is not read");
    requireRefused(
        zip(Map.of("configuration.json", "{\"vertices\": {}}", "coefficients.bin", "")),
        0,
        "has coefficients that break off");
    requireRefused(
        zip(Map.of("configuration.json", "{}", "coefficients.bin", "\u00ac\u00ed\0\5sr\0")),
        0,
        "coefficients");
  }
}
