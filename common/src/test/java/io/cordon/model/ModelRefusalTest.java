package io.cordon.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.RandomAccessFile;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRefusalTest {
  private static final String AGAIN = ": restore it from a copy or train again";
  private static boolean gadgetCameToLife;

  @TempDir Path temp;
  private LocalFolder folder;
  private Path document;
  private Path parameters;

  @BeforeEach
  void writeAModel() {
    folder = new LocalFolder(temp.resolve("model"));
    ModelFiles.write(SampleModel.create(), folder);
    document = temp.resolve("model/model.json");
    parameters = temp.resolve("model/parameters.bin");
  }

  @Test
  void refusesAMissingFile() throws IOException {
    Files.delete(parameters);
    refused(
        ExitCode.STORAGE, "A model's folder must hold parameters.bin, but " + folder + " does not");
    Files.delete(document);
    refused(ExitCode.STORAGE, "A model's folder must hold model.json, but " + folder + " does not");
    folder = new LocalFolder(temp.resolve("nowhere"));
    refused(ExitCode.STORAGE, "A model's folder must hold model.json, but " + folder + " does not");
  }

  @Test
  void refusesANewerFormatBeforeItLooksAtAnythingElse() throws IOException {
    edit("\"formatVersion\" : 1,", "\"formatVersion\" : 2, \"novelty\" : 1,");
    Files.createFile(temp.resolve("model/novelty.bin"));
    unfit("its format version is 2, and this release reads versions up to 1: use a newer release");
  }

  @Test
  void refusesAVersionBeyondInt() throws IOException {
    edit("\"formatVersion\" : 1,", "\"formatVersion\" : 4294967297,");
    unfit(
        "its format version is 4294967297, and this release reads versions up to 1: use a newer release");
  }

  @Test
  void refusesAVersionThatIsNone() throws IOException {
    edit("\"formatVersion\" : 1,", "\"formatVersion\" : \"1\",");
    damaged("model.json names no format version");
  }

  @Test
  void refusesAnotherFormat() throws IOException {
    edit("cordon-model", "other-model");
    unfit("model.json does not call itself a cordon-model");
  }

  @Test
  void refusesUnknownKeys() throws IOException {
    edit("\"detector\" : \"oc-nn\",", "\"detector\" : \"oc-nn\", \"extra\" : {},");
    unfit("model.json holds the key extra, which this release does not know");
  }

  @Test
  void refusesUnknownKeysInside() throws IOException {
    edit("\"rank\" : 951,", "\"rank\" : 951, \"extra\" : 1,");
    unfit("model.json holds the key threshold.extra, which this release does not know");
  }

  @Test
  void refusesUnknownKeysOfAFeature() throws IOException {
    edit("\"fill\" : 0.0,", "\"fill\" : 0.0, \"extra\" : 1,");
    unfit("model.json holds the key features.numeric[0].extra, which this release does not know");
  }

  @Test
  void refusesAKeyThatIsMissing() throws IOException {
    edit("\"seed\" : -7306429543127861,", "");
    damaged("model.json is not sound at seed: a value is missing or of another type");
  }

  @Test
  void refusesAValueOfAnotherType() throws IOException {
    edit("\"rank\" : 951,", "\"rank\" : 951.5,");
    damaged("model.json is not sound at threshold.rank: a value is missing or of another type");
  }

  @Test
  void refusesAThresholdThatIsNone() throws IOException {
    edit("\"rank\" : 951,", "\"rank\" : 1951,");
    damaged(
        "model.json is not sound at threshold: a threshold's rank must lie in 1..1000, not 1951");
  }

  @Test
  void refusesAConstantThatIsNotFinite() throws IOException {
    edit("\"r\" : 0.30000000000000004", "\"r\" : 1e999");
    damaged("constant r must be finite, not Infinity");
  }

  @Test
  void refusesTheSameKeyTwice() throws IOException {
    edit("\"seed\" : -7306429543127861,", "\"seed\" : 1, \"seed\" : 2,");
    damaged("model.json is not JSON: Duplicate field 'seed' in line", false);
  }

  @Test
  void refusesForeignFiles() throws IOException {
    Files.createFile(temp.resolve("model/part-00000.parquet"));
    unfit("its folder holds part-00000.parquet, which is no part of a model: remove it");
  }

  @Test
  void refusesVectorNamesThatCouldBePaths() throws IOException {
    edit("\"head.w_1\"", "\"../../etc\"");
    damaged("a vector's name must be letters, digits, _, - and single dots, unlike \"../../etc\"");
  }

  @Test
  void refusesAVectorListedTwice() throws IOException {
    edit("\"head.w_1\"", "\"encoder\"");
    damaged("vector encoder is listed twice");
  }

  @Test
  void refusesATableWithoutQuantiles() throws IOException {
    edit("\"name\" : \"score-quantiles\"", "\"name\" : \"others\"");
    damaged("the score quantiles must be the last vector, and no other");
  }

  @Test
  void refusesLengthsThatDoNotMatchTheFile() throws IOException {
    edit("\"length\" : 1001", "\"length\" : 1002");
    damaged("its vectors take 4044 bytes, but parameters.bin has 4040");
  }

  @Test
  void refusesAGiantLengthWithoutAllocatingIt() throws IOException {
    edit("\"length\" : 1001", "\"length\" : 2147483000");
    damaged("its vectors take 8589932036 bytes, but parameters.bin has 4040");
  }

  @Test
  void refusesLengthsThatOverflow() throws IOException {
    edit(
        "\"length\" : 1001", "\"length\" : 4611686018427388905"); // 4 times this is 4004 in 64 bits
    damaged("vector score-quantiles cannot have length 4611686018427388905");
  }

  @Test
  void refusesANegativeLength() throws IOException {
    edit("\"length\" : 1001", "\"length\" : -1");
    damaged("vector score-quantiles cannot have length -1");
  }

  @Test
  void refusesVectorsThatOverlap() throws IOException {
    edit("\"offset\" : 28", "\"offset\" : 0");
    damaged("vector head.w_1 must start at byte 28, not 0");
  }

  @Test
  void refusesATruncatedFile() throws IOException {
    Files.write(parameters, Arrays.copyOf(Files.readAllBytes(parameters), 4039));
    damaged("its vectors take 4040 bytes, but parameters.bin has 4039");
  }

  @Test
  void refusesAFlippedBit() throws IOException {
    byte[] bytes = Files.readAllBytes(parameters);
    String written = ParameterFile.checksum(bytes);
    bytes[2000] ^= 1;
    Files.write(parameters, bytes);
    damaged(
        "parameters.bin has the checksum " + ParameterFile.checksum(bytes) + ", not " + written);
  }

  @Test
  void refusesParametersThatAreNotFinite() throws IOException {
    replaceFloat(2, Float.NaN);
    damaged("vector encoder must be finite, but holds NaN at index 2");
  }

  @Test
  void refusesQuantilesThatDescend() throws IOException {
    replaceFloat(9, 1e9f);
    damaged("score quantiles must ascend, but quantile 1 is lower than the one before");
  }

  @Test
  void refusesNestingWithoutEnd() throws IOException {
    edit("\"encoder\" : null", "\"encoder\" : " + "[".repeat(100_000));
    damaged("model.json is nested deeper than 32 or holds a text or number that is too long");
  }

  @Test
  void refusesNumbersAndTextsWithoutEnd() throws IOException {
    String sound = Files.readString(document);
    edit("\"seed\" : -7306429543127861", "\"seed\" : " + "9".repeat(1000));
    damaged("model.json is nested deeper than 32 or holds a text or number that is too long");
    Files.writeString(document, sound.replace("sha256:00ff", "f".repeat(1_100_000)));
    damaged("model.json is nested deeper than 32 or holds a text or number that is too long");
  }

  @Test
  void refusesADocumentOfHugeSize() throws IOException {
    try (var file = new RandomAccessFile(document.toFile(), "rw")) {
      file.setLength(ModelReader.LONGEST_DOCUMENT + 1);
    }
    damaged("model.json has 67108865 bytes, more than the 67108864 that are read");
  }

  @Test
  void neverBringsASerialisedObjectToLife() throws IOException {
    ByteArrayOutputStream blob = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(blob)) {
      out.writeObject(new Gadget());
    }
    gadgetCameToLife = false;
    Files.write(parameters, blob.toByteArray());
    damaged("its vectors take 4040 bytes, but parameters.bin has " + blob.size());
    Files.write(document, blob.toByteArray());
    damaged("model.json is a serialised Java object, which is never read");
    assertThat(gadgetCameToLife).isFalse();
  }

  private static final class Gadget implements Serializable {
    private static final long serialVersionUID = 1L;

    private void readObject(ObjectInputStream in) {
      gadgetCameToLife = true;
    }
  }

  private void edit(String found, String replacement) throws IOException {
    String text = Files.readString(document);
    assertThat(text).contains(found);
    Files.writeString(
        document, text.replaceFirst(Pattern.quote(found), Matcher.quoteReplacement(replacement)));
  }

  private void replaceFloat(int index, float value) throws IOException {
    byte[] bytes = Files.readAllBytes(parameters);
    String before = ParameterFile.checksum(bytes);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(4 * index, value);
    Files.write(parameters, bytes);
    edit(before, ParameterFile.checksum(bytes));
  }

  private void damaged(String found) {
    damaged(found + AGAIN, true);
  }

  private void damaged(String found, boolean whole) {
    refused(ExitCode.STORAGE, "The model in " + folder + " is damaged, " + found, whole);
  }

  private void unfit(String found) {
    refused(ExitCode.MISMATCH, "The model in " + folder + " does not fit this release: " + found);
  }

  private void refused(ExitCode code, String message) {
    refused(code, message, true);
  }

  private void refused(ExitCode code, String message, boolean whole) {
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
