package io.cordon.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.training.CheckpointFormat.Checkpoint;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckpointFormatTest {
  private static final RoundState STATE =
      new RoundState(
          7, new float[] {1.5f, -0.0f, Float.MIN_VALUE, 3e38f}, new double[] {0.1, -2}, 0.25, true);

  private final byte[] bytes = CheckpointFormat.encode(new Checkpoint("table and settings", STATE));

  @Test
  void bringsEveryBitBack() {
    Checkpoint back = CheckpointFormat.decode(bytes).orElseThrow();
    assertThat(back.fingerprint()).isEqualTo("table and settings");
    assertThat(back.state().round()).isEqualTo(7);
    assertThat(back.state().vector()).isEqualTo(STATE.vector());
    assertThat(Float.floatToRawIntBits(back.state().vector()[1]))
        .isEqualTo(Float.floatToRawIntBits(-0.0f));
    assertThat(back.state().numbers()).isEqualTo(STATE.numbers());
    assertThat(back.state().loss()).isEqualTo(0.25);
    assertThat(back.state().finished()).isTrue();
  }

  @Test
  void equalStatesHaveEqualBytes() {
    assertThat(CheckpointFormat.encode(new Checkpoint("table and settings", STATE)))
        .isEqualTo(bytes);
  }

  @Test
  void refusesAFlippedBitAtEveryPlace() {
    for (int place = 0; place < bytes.length; place++) {
      byte[] flipped = bytes.clone();
      flipped[place] ^= 1;
      assertThat(CheckpointFormat.decode(flipped)).as("byte %s", place).isEqualTo(Optional.empty());
    }
  }

  @Test
  void refusesEveryShorterFile() {
    for (int length = 0; length < bytes.length; length++) {
      assertThat(CheckpointFormat.decode(Arrays.copyOf(bytes, length)))
          .as("%s bytes", length)
          .isEqualTo(Optional.empty());
    }
  }

  @Test
  void refusesALongerFile() {
    assertThat(CheckpointFormat.decode(Arrays.copyOf(bytes, bytes.length + 1)))
        .isEqualTo(Optional.empty());
  }
}
