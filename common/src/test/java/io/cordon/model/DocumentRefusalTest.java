package io.cordon.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.error.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.RandomAccessFile;
import java.io.Serializable;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What is refused because of {@code model.json} or of the folder around it. */
class DocumentRefusalTest extends WrittenModel {
  private static boolean gadgetCameToLife;

  @Test
  void matrix57RefusesAMissingFile() throws IOException {
    Files.delete(parameters);
    refused(
        ExitCode.STORAGE, "A model's folder must hold parameters.bin, but " + folder + " does not");
    Files.delete(document);
    refused(ExitCode.STORAGE, "A model's folder must hold model.json, but " + folder + " does not");
    folder = new LocalFolder(temp.resolve("nowhere"));
    refused(ExitCode.STORAGE, "A model's folder must hold model.json, but " + folder + " does not");
  }

  @Test
  void matrix57RefusesANewerFormatBeforeItLooksAtAnythingElse() throws IOException {
    edit("\"formatVersion\" : 1,", "\"formatVersion\" : 4, \"novelty\" : 1,");
    Files.createFile(temp.resolve("model/novelty.bin"));
    unfit("its format version is 4, and this release reads versions up to 3: use a newer release");
  }

  @Test
  void refusesAVersionBeyondInt() throws IOException {
    edit("\"formatVersion\" : 1,", "\"formatVersion\" : 4294967297,");
    unfit(
        "its format version is 4294967297, and this release reads versions up to 3: use a newer release");
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
  void matrix58RefusesADocumentOfHugeSize() throws IOException {
    try (var file = new RandomAccessFile(document.toFile(), "rw")) {
      file.setLength(ModelReader.LONGEST_DOCUMENT + 1);
    }
    damaged("model.json has 67108865 bytes, more than the 67108864 that are read");
  }

  @Test
  void matrix58NeverBringsASerialisedObjectToLife() throws IOException {
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
}
