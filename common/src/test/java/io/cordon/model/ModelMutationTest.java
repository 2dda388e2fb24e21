package io.cordon.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.random.Seeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelMutationTest {
  private static final int TRIALS = 400;
  private static final byte[] LETTERS =
      "0123456789{}[]\",:.-eEaznul\0".getBytes(StandardCharsets.US_ASCII);

  @Test
  void noChangeOfBytesLeadsToAnythingButAModelOrARefusal(@TempDir Path temp) throws IOException {
    LocalFolder folder = new LocalFolder(temp);
    ModelFiles.write(SampleModel.create(), folder);
    byte[] sound = Files.readAllBytes(temp.resolve("model.json"));
    int refusals = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      Files.write(
          temp.resolve("model.json"), mutated(sound, Seeds.stream(1, "mutations", trial, -1)));
      try {
        ModelFiles.read(folder);
      } catch (UserException refusal) {
        assertThat(refusal.exitCode()).isIn(ExitCode.MISMATCH, ExitCode.STORAGE);
        refusals++;
      }
    }
    // Some changes only touch a blank or a digit of the settings, so both ends occur.
    assertThat(refusals).isBetween(TRIALS / 4, TRIALS - 1);
  }

  private static byte[] mutated(byte[] sound, SplittableRandom random) {
    byte[] mutated = sound.clone();
    for (int change = random.nextInt(3); change >= 0; change--) {
      mutated[random.nextInt(mutated.length)] = LETTERS[random.nextInt(LETTERS.length)];
    }
    return random.nextInt(10) == 0
        ? Arrays.copyOf(mutated, random.nextInt(mutated.length))
        : mutated;
  }
}
