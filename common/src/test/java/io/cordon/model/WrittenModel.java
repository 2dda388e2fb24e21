package io.cordon.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A sound model in a folder, to be damaged and then refused. */
abstract class WrittenModel {
  private static final String AGAIN = ": restore it from a copy or train again";
  @TempDir Path temp;
  LocalFolder folder;
  Path document;
  Path parameters;

  @BeforeEach
  void writeAModel() {
    folder = new LocalFolder(temp.resolve("model"));
    ModelFiles.write(SampleModel.create(), folder);
    document = temp.resolve("model/model.json");
    parameters = temp.resolve("model/parameters.bin");
  }

  void edit(String found, String replacement) throws IOException {
    String text = Files.readString(document);
    assertThat(text).contains(found);
    Files.writeString(
        document, text.replaceFirst(Pattern.quote(found), Matcher.quoteReplacement(replacement)));
  }

  void replaceFloat(int index, float value) throws IOException {
    byte[] bytes = Files.readAllBytes(parameters);
    String before = ParameterFile.checksum(bytes);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(4 * index, value);
    Files.write(parameters, bytes);
    edit(before, ParameterFile.checksum(bytes));
  }

  void damaged(String found) {
    damaged(found + AGAIN, true);
  }

  void damaged(String found, boolean whole) {
    refused(ExitCode.STORAGE, "The model in " + folder + " is damaged, " + found, whole);
  }

  void unfit(String found) {
    refused(ExitCode.MISMATCH, "The model in " + folder + " does not fit this release: " + found);
  }

  void refused(ExitCode code, String message) {
    refused(code, message, true);
  }

  void refused(ExitCode code, String message, boolean whole) {
    assertThatThrownBy(() -> ModelFiles.read(folder))
        .isInstanceOfSatisfying(
            UserException.class,
            problem -> {
              assertThat(problem.exitCode()).isEqualTo(code);
              assertThat(
                      whole
                          ? problem.getMessage()
                          : problem
                              .getMessage()
                              .substring(
                                  0, Math.min(message.length(), problem.getMessage().length())))
                  .isEqualTo(message);
            });
  }
}
