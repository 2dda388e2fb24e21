package io.cordon.spark.rows;

import io.cordon.rows.Block;
import io.cordon.rows.LocalTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A task of training that misbehaves once: in one shard of one round, the first time it is run.
 *
 * @param inner what it does otherwise
 * @param fault how it misbehaves
 */
record FaultyTask(LocalTask inner, Fault fault) implements LocalTask {
  private static final long HANG_MILLISECONDS = 120_000;

  /** What goes wrong. */
  enum Kind {
    /** The attempt fails. */
    THROW,
    /** The attempt tells its process's id and hangs, until it is killed or given up. */
    HANG
  }

  /**
   * One fault.
   *
   * @param folder where it leaves the files by which the test and other attempts know of it
   */
  record Fault(Kind kind, String round, int shard, String folder) implements java.io.Serializable {
    /** The id of the process that hangs. */
    Path pid() {
      return Path.of(folder, "pid");
    }
  }

  @Override
  public String title() {
    return inner.title();
  }

  @Override
  public Update run(int shard, Block block, float[] vector) {
    if (shard == fault.shard() && title().equals(fault.round()) && first()) {
      misbehave();
    }
    return inner.run(shard, block, vector);
  }

  private boolean first() {
    try {
      Files.createFile(Path.of(fault.folder(), "once"));
      return true;
    } catch (FileAlreadyExistsException again) {
      return false;
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private void misbehave() {
    if (fault.kind() == Kind.THROW) {
      throw new IllegalStateException("an attempt that fails on purpose");
    }
    try {
      Path written = Path.of(fault.folder(), "writing");
      Files.writeString(written, Long.toString(ProcessHandle.current().pid()));
      Files.move(written, fault.pid(), StandardCopyOption.ATOMIC_MOVE);
      // A barrier, not a wait: the test or Spark ends this attempt.
      Thread.sleep(HANG_MILLISECONDS);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    } catch (InterruptedException givenUp) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("given up by Spark", givenUp);
    }
  }
}
