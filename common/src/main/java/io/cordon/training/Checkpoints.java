package io.cordon.training;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.training.CheckpointFormat.Checkpoint;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal in a folder: every few rounds, and at the end of a phase, one file {@code
 * <phase>-<round>.checkpoint}; the newest two of a phase are kept. A damaged file is passed over
 * for the one before it; a file of other settings or other data is refused.
 */
public final class Checkpoints implements Journal {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]+-\\d{6}\\.checkpoint");
  private static final int KEPT = 2;

  private final CheckpointStore store;
  private final String fingerprint;
  private final int every;

  private Checkpoints(CheckpointStore store, String fingerprint, int every) {
    this.store = store;
    this.fingerprint = fingerprint;
    this.every = every;
  }

  /**
   * A journal that starts afresh: what earlier runs left in the folder is removed.
   *
   * @param fingerprint of the settings and the data; a run resumes only checkpoints of its own
   *     fingerprint
   * @param every rounds between checkpoints, positive
   */
  public static Checkpoints fresh(CheckpointStore store, String fingerprint, int every) {
    Checkpoints checkpoints = new Checkpoints(store, fingerprint, every);
    checkpoints.clear();
    return checkpoints;
  }

  /** A journal that goes on from what an earlier run of the same fingerprint left. */
  public static Checkpoints resumed(CheckpointStore store, String fingerprint, int every) {
    return new Checkpoints(store, fingerprint, every);
  }

  /** Removes all checkpoints. */
  public void clear() {
    store.names().stream().filter(name -> NAME.matcher(name).matches()).forEach(store::delete);
  }

  @Override
  public Optional<RoundState> resume(String phase) {
    List<String> newestFirst = names(phase);
    for (String name : newestFirst) {
      Optional<Checkpoint> checkpoint = CheckpointFormat.decode(store.read(name));
      if (checkpoint.isEmpty()) {
        LOG.warn("The checkpoint {} is damaged: going back to the one before it", name);
      } else if (!checkpoint.get().fingerprint().equals(fingerprint)) {
        throw new UserException(
            ExitCode.MISMATCH,
            "A run resumes only its own checkpoints, but "
                + name
                + " was written with other settings or other data: train without --resume, or set"
                + " model.checkpoint.path to another folder");
      } else {
        LOG.info(
            "Resuming {} after round {} from {}", phase, checkpoint.get().state().round(), name);
        return Optional.of(checkpoint.get().state());
      }
    }
    if (!newestFirst.isEmpty()) {
      throw new UserException(
          ExitCode.STORAGE,
          "No checkpoint of "
              + phase
              + " is whole ("
              + String.join(", ", newestFirst)
              + "): train without --resume");
    }
    return Optional.empty();
  }

  @Override
  public void record(String phase, RoundState state, int rounds) {
    if (state.round() % every != 0 && !state.finished() && state.round() != rounds) {
      return;
    }
    byte[] bytes = CheckpointFormat.encode(new Checkpoint(fingerprint, state));
    store.write(String.format("%s-%06d.checkpoint", phase, state.round()), bytes);
    names(phase).stream().skip(KEPT).forEach(store::delete);
  }

  private List<String> names(String phase) {
    Pattern own = Pattern.compile(Pattern.quote(phase) + "-\\d{6}\\.checkpoint");
    return store.names().stream()
        .filter(name -> own.matcher(name).matches())
        .sorted(Comparator.reverseOrder())
        .toList();
  }
}
