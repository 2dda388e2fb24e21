package io.cordon.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFilesTest {
  @TempDir Path temp;

  @Test
  void givesBackEveryBitThatWasWritten() {
    Model written = SampleModel.create();
    Model read = writtenAndRead(written, "a");
    assertEqual(read, written);
    assertThat(read.features()).isPresent().isEqualTo(written.features());
    assertThat(writtenAndRead(SampleModel.withoutFeatures(), "b").features()).isEmpty();
  }

  @Test
  void equalModelsHaveEqualBytes() throws IOException {
    ModelFiles.write(SampleModel.create(), folder("a"));
    ModelFiles.write(ModelFiles.read(folder("a")), folder("b"));
    for (String name : new String[] {"model.json", "parameters.bin"}) {
      assertThat(temp.resolve("b").resolve(name))
          .as(name)
          .hasSameBinaryContentAs(temp.resolve("a").resolve(name));
    }
  }

  @Test
  void theIdentityIsThatOfTheContent() {
    assertThat(ModelFiles.identity(SampleModel.create()))
        .matches("[0-9a-f]{16}")
        .isEqualTo(ModelFiles.identity(writtenAndRead(SampleModel.create(), "a")));
    assertThat(ModelFiles.identity(SampleModel.withoutFeatures()))
        .isNotEqualTo(ModelFiles.identity(SampleModel.create()));
    Model moved = SampleModel.create();
    moved.fitted().vectors().get("encoder")[0] = Math.nextUp(1f);
    assertThat(ModelFiles.identity(moved)).isNotEqualTo(ModelFiles.identity(SampleModel.create()));
  }

  @Test
  void theDocumentIsReadable() throws IOException {
    ModelFiles.write(SampleModel.create(), folder("a"));
    String document = Files.readString(temp.resolve("a/model.json"), StandardCharsets.UTF_8);
    assertThat(document)
        .startsWith(
            "{\n  \"format\" : \"cordon-model\",\n  \"formatVersion\" : 1,\n  \"detector\" : \"oc-nn\",\n")
        .endsWith("}\n")
        .doesNotContain("\r");
    assertThat(document)
        .contains(
            "größe",
            "日本",
            "\"name\" : \"head.w_1\",\n        \"length\" : 2,\n        \"offset\" : 28\n");
    assertThat(Files.size(temp.resolve("a/parameters.bin"))).isEqualTo(4 * (7 + 2 + 1001));
  }

  @Test
  void writesTheDocumentLast() {
    FailingFolder folder = new FailingFolder(folder("a"), "parameters.bin");
    assertThatThrownBy(() -> ModelFiles.write(SampleModel.create(), folder))
        .isInstanceOfSatisfying(
            UserException.class,
            problem -> assertThat(problem.exitCode()).isEqualTo(ExitCode.STORAGE))
        .hasMessage(
            "The model could not be written to "
                + temp.resolve("a")
                + ": java.io.IOException: disk full");
    assertThat(temp.resolve("a/model.json")).doesNotExist();
    ModelFiles.write(SampleModel.create(), folder("a"));
    assertEqual(ModelFiles.read(folder("a")), SampleModel.create());
  }

  @Test
  void neverOverwritesAModel() {
    ModelFiles.write(SampleModel.create(), folder("a"));
    assertThatThrownBy(() -> ModelFiles.write(SampleModel.withoutFeatures(), folder("a")))
        .isInstanceOfSatisfying(
            UserException.class,
            problem -> assertThat(problem.exitCode()).isEqualTo(ExitCode.STORAGE))
        .hasMessage(
            "A model is never overwritten, but "
                + temp.resolve("a")
                + " holds one: name another folder, or remove that model");
    assertEqual(ModelFiles.read(folder("a")), SampleModel.create());
  }

  @Test
  void settingsAreKeptInCanonicalForm() {
    assertThat(SampleModel.create().settingsJson())
        .isEqualTo(
            "{\"detector\":{\"encoder\":null,\"layers\":[4,2],\"nu\":0.1,\"whiten\":true},\"training\":{\"rounds\":20,\"seed\":7}}");
    assertThat(CanonicalJson.of("{\"b\": 1e-4, \"a\": 12345678901234567890}"))
        .isEqualTo("{\"a\":12345678901234567890,\"b\":1.0E-4}");
    for (String unsound :
        new String[] {"[1]", "", "{", "{\"a\": 1e999}", "{} {}", "{\"a\":1,\"a\":2}"}) {
      assertThatThrownBy(() -> CanonicalJson.of(unsound))
          .as(unsound)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("settings must");
    }
  }

  @Test
  void storageMayKeepItsOwnFilesAndThePipelineBeside() throws IOException {
    ModelFiles.write(SampleModel.create(), folder("a"));
    Files.createFile(temp.resolve("a/.parameters.bin.crc"));
    Files.createDirectory(temp.resolve("a/pipeline"));
    assertEqual(ModelFiles.read(folder("a")), SampleModel.create());
  }

  static void assertEqual(Model actual, Model expected) {
    assertThat(actual)
        .usingRecursiveComparison()
        .withEqualsForType(
            (left, right) -> Float.floatToRawIntBits(left) == Float.floatToRawIntBits(right),
            Float.class)
        .isEqualTo(expected);
    assertThat(actual.fitted().constants()).isEqualTo(expected.fitted().constants());
    assertThat(actual.fitted().vectors().keySet()).isEqualTo(expected.fitted().vectors().keySet());
    for (Map.Entry<String, float[]> vector : expected.fitted().vectors().entrySet()) {
      float[] found = actual.fitted().vectors().get(vector.getKey());
      assertThat(found).hasSameSizeAs(vector.getValue());
      for (int index = 0; index < found.length; index++) {
        assertThat(Float.floatToRawIntBits(found[index]))
            .as("%s[%s]", vector.getKey(), index)
            .isEqualTo(Float.floatToRawIntBits(vector.getValue()[index]));
      }
    }
  }

  private Model writtenAndRead(Model model, String name) {
    ModelFiles.write(model, folder(name));
    return ModelFiles.read(folder(name));
  }

  private LocalFolder folder(String name) {
    return new LocalFolder(temp.resolve(name));
  }
}
