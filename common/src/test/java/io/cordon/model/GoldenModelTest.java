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
  void theCurrentFormatHasNotChangedUnnoticed(@TempDir Path temp) throws URISyntaxException {
    ModelFiles.write(SampleModel.create(), new LocalFolder(temp.resolve("model")));
    for (String name : new String[] {ModelFiles.DOCUMENT, ModelFiles.PARAMETERS}) {
      assertThat(temp.resolve("model").resolve(name))
          .as("bytes of " + name)
          .hasSameBinaryContentAs(golden(ModelDocument.VERSION).resolve(name));
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
    ModelFiles.write(SampleModel.create(), new LocalFolder(folder));
    assertThat(
            Files.size(folder.resolve(ModelFiles.DOCUMENT))
                + Files.size(folder.resolve(ModelFiles.PARAMETERS)))
        .isLessThan(20_000);
  }

  private static Path golden(int version) throws URISyntaxException {
    return Path.of(GoldenModelTest.class.getResource("/models/format-" + version).toURI());
  }
}
