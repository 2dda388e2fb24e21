package io.cordon.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * One model folder for each format version lies under {@code src/test/resources/models} and must
 * load for ever. When a new format version comes, keep the old folders and write the new one, from
 * the root of the repository, with
 *
 * <pre>mvn -pl common test -Dtest=GoldenModelTest -Dcordon.golden=common/src/test/resources/models
 * </pre>
 */
class GoldenModelTest {

  @Test
  void formatVersion1LoadsForEver() throws URISyntaxException {
    ModelFilesTest.assertEqual(ModelFiles.read(new LocalFolder(golden(1))), SampleModel.create());
  }

  @Test
  void formatVersion2LoadsForEver() throws URISyntaxException {
    ModelFilesTest.assertEqual(ModelFiles.read(new LocalFolder(golden(2))), SampleModel.profiled());
  }

  @Test
  void formatVersion3LoadsForEver() throws URISyntaxException {
    ModelFilesTest.assertEqual(
        ModelFiles.read(new LocalFolder(golden(3))), SampleModel.ofVectors());
  }

  @Test
  void theCurrentFormatHasNotChangedUnnoticed(@TempDir Path temp) throws URISyntaxException {
    assertWritten(SampleModel.ofVectors(), ModelDocument.VERSION, temp.resolve("model"));
  }

  @Test
  void aModelWithoutVectorsIsWrittenAsVersion2(@TempDir Path temp) throws URISyntaxException {
    assertWritten(SampleModel.profiled(), 2, temp.resolve("model"));
  }

  /** So that older releases can read it, and its identity in the ledgers stays. */
  @Test
  void aModelWithoutProfilesIsWrittenAsVersion1(@TempDir Path temp) throws URISyntaxException {
    assertWritten(SampleModel.create(), 1, temp.resolve("model"));
    assertThat(ModelFiles.identity(SampleModel.create()))
        .isNotEqualTo(ModelFiles.identity(SampleModel.profiled()));
  }

  private static void assertWritten(Model model, int version, Path folder)
      throws URISyntaxException {
    ModelFiles.write(model, new LocalFolder(folder));
    for (String name : new String[] {ModelFiles.DOCUMENT, ModelFiles.PARAMETERS}) {
      assertThat(folder.resolve(name))
          .as("bytes of " + name)
          .hasSameBinaryContentAs(golden(version).resolve(name));
    }
  }

  @Test
  @EnabledIfSystemProperty(
      named = "cordon.golden",
      matches = ".+",
      disabledReason = "writes a golden model; see the class comment")
  void writesTheGoldenModelOfTheCurrentFormat() throws IOException {
    Path folder =
        Path.of("..")
            .resolve(System.getProperty("cordon.golden"))
            .resolve("format-" + ModelDocument.VERSION)
            .normalize();
    assertThat(folder).as("golden models are never replaced").doesNotExist();
    ModelFiles.write(SampleModel.ofVectors(), new LocalFolder(folder));
    assertThat(
            Files.size(folder.resolve(ModelFiles.DOCUMENT))
                + Files.size(folder.resolve(ModelFiles.PARAMETERS)))
        .isLessThan(20_000);
  }

  private static Path golden(int version) throws URISyntaxException {
    return Path.of(GoldenModelTest.class.getResource("/models/format-" + version).toURI());
  }
}
