package io.cordon.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CheckpointsTest {
  private static final String RUN = "this run";

  private final InMemory store = new InMemory();

  @Test
  void keepsEverySoManyRoundsAndTheLastTwoFiles() {
    Checkpoints checkpoints = Checkpoints.fresh(store, RUN, 2);
    for (int round = 1; round <= 7; round++) {
      checkpoints.record("encoder", state(round, false), 7);
    }
    assertThat(store.names())
        .as("every second round and the last one, of which the newest two")
        .containsExactly("encoder-000006.checkpoint", "encoder-000007.checkpoint");
  }

  @Test
  void keepsTheRoundThatFinishesAPhaseEarly() {
    Checkpoints checkpoints = Checkpoints.fresh(store, RUN, 5);
    checkpoints.record("head", state(1, false), 20);
    checkpoints.record("head", state(2, true), 20);
    assertThat(store.names()).containsExactly("head-000002.checkpoint");
    assertThat(Checkpoints.resumed(store, RUN, 5).resume("head").orElseThrow().finished()).isTrue();
  }

  @Test
  void resumesEachPhaseFromItsNewestState() {
    Checkpoints checkpoints = Checkpoints.fresh(store, RUN, 1);
    checkpoints.record("encoder", state(9, false), 20);
    checkpoints.record("encoder", state(10, false), 20);
    checkpoints.record("encoder-head", state(3, false), 20);
    Checkpoints resumed = Checkpoints.resumed(store, RUN, 1);
    assertThat(resumed.resume("encoder").orElseThrow().round()).isEqualTo(10);
    assertThat(resumed.resume("encoder-head").orElseThrow().round()).isEqualTo(3);
    assertThat(resumed.resume("head")).isEmpty();
  }

  @Test
  void goesBackToTheOneBeforeADamagedOne() {
    written(1, 2);
    store.files.compute("encoder-000002.checkpoint", (name, bytes) -> Arrays.copyOf(bytes, 20));
    assertThat(Checkpoints.resumed(store, RUN, 1).resume("encoder").orElseThrow().round())
        .isEqualTo(1);
  }

  @Test
  void failsWhereNoneIsWhole() {
    written(1, 2);
    store.files.replaceAll((name, bytes) -> new byte[0]);
    fails(
        () -> Checkpoints.resumed(store, RUN, 1).resume("encoder"),
        ExitCode.STORAGE,
        "No checkpoint of encoder is whole (encoder-000002.checkpoint, encoder-000001.checkpoint): train without --resume");
  }

  @Test
  void refusesThoseOfAnotherRun() {
    written(1, 2);
    fails(
        () -> Checkpoints.resumed(store, "other data", 1).resume("encoder"),
        ExitCode.MISMATCH,
        "A run resumes only its own checkpoints, but encoder-000002.checkpoint was written with other settings or other data: train without --resume, or set model.checkpoint.path to another folder");
  }

  @Test
  void aFreshStartRemovesCheckpointsAndNothingElse() {
    written(1, 2);
    store.write("notes.txt", new byte[1]);
    Checkpoints.fresh(store, RUN, 1);
    assertThat(store.names()).containsExactly("notes.txt");
    assertThat(Checkpoints.resumed(store, RUN, 1).resume("encoder")).isEqualTo(Optional.empty());
  }

  private void written(int... rounds) {
    Checkpoints checkpoints = Checkpoints.fresh(store, RUN, 1);
    for (int round : rounds) {
      checkpoints.record("encoder", state(round, false), 20);
    }
  }

  private static RoundState state(int round, boolean finished) {
    return new RoundState(round, new float[] {round}, new double[0], 1, finished);
  }

  private static void fails(ThrowingCallable work, ExitCode code, String message) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            UserException.class, thrown -> assertThat(thrown.exitCode()).isEqualTo(code))
        .hasMessage(message);
  }

  /** Files in memory. */
  private static final class InMemory implements CheckpointStore {
    private final TreeMap<String, byte[]> files = new TreeMap<>();

    @Override
    public List<String> names() {
      return List.copyOf(files.keySet());
    }

    @Override
    public byte[] read(String name) {
      return files.get(name);
    }

    @Override
    public void write(String name, byte[] bytes) {
      files.put(name, bytes);
    }

    @Override
    public void delete(String name) {
      files.remove(name);
    }
  }
}
