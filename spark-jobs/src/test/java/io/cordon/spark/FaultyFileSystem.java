package io.cordon.spark;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The local file system as executors see it, with one place where their process comes to harm. The
 * driver, whose id the settings hold, is left alone.
 */
public final class FaultyFileSystem extends WatchedFileSystem {
  private static final String PLACE = "cordon.test.fault.place";
  private static final String KIND = "cordon.test.fault.kind";
  private static final String FOLDER = "cordon.test.fault.folder";
  private static final String DRIVER = "cordon.test.fault.driver";
  private static final long HANG_MILLISECONDS = 120_000;
  private static final int CHUNK = 64 << 20;

  /** What happens at the place. */
  public enum Kind {
    /** The process dies, each time. */
    KILL_ALWAYS,
    /** The process dies the first time. */
    KILL_ONCE,
    /** The process dies the first time, when the work is done and not yet told. */
    KILL_AFTERWARDS,
    /** The first attempt hangs until it is given up, and tells its process's id. */
    HANG_ONCE,
    /** The process takes more memory than it has, each time. */
    MEMORY
  }

  /**
   * Makes executors stumble from now on.
   *
   * @param place operation and pattern, as those of {@link BarrierFileSystem}
   * @param folder where processes leave signs
   */
  public static void arm(Configuration configuration, Kind kind, String place, String folder) {
    configuration.set("fs.file.impl", FaultyFileSystem.class.getName());
    configuration.set("fs.file.impl.disable.cache", "true");
    configuration.set(KIND, kind.name());
    configuration.set(PLACE, place);
    configuration.set(FOLDER, folder);
    configuration.set(DRIVER, Long.toString(ProcessHandle.current().pid()));
  }

  @Override
  protected void meet(String operation, Path path) throws IOException {
    if (!operation.equals("rename") && here(operation, path)) {
      suffer();
    }
  }

  /** Harm comes after a rename: the work is done by then, and not yet told. */
  @Override
  public boolean rename(Path from, Path to) throws IOException {
    boolean renamed = super.rename(from, to);
    if (here("rename", to)) {
      suffer();
    }
    return renamed;
  }

  private boolean here(String operation, Path path) {
    return is(getConf().get(PLACE, "nowhere"), operation, path)
        && ProcessHandle.current().pid() != getConf().getLong(DRIVER, 0);
  }

  private void suffer() throws IOException {
    Kind kind = getConf().getEnum(KIND, Kind.KILL_ALWAYS);
    if (kind == Kind.MEMORY) {
      List<byte[]> taken = new ArrayList<>();
      while (true) {
        taken.add(new byte[CHUNK]);
      }
    }
    if (kind != Kind.KILL_ALWAYS && !first()) {
      return;
    }
    if (kind != Kind.HANG_ONCE) {
      Runtime.getRuntime().halt(137);
    }
    try {
      // A barrier, not a wait: the test or Spark ends this attempt.
      Thread.sleep(HANG_MILLISECONDS);
    } catch (InterruptedException givenUp) {
      Thread.currentThread().interrupt();
      throw new IOException("given up by Spark", givenUp);
    }
  }

  private boolean first() throws IOException {
    try {
      java.nio.file.Path folder = java.nio.file.Path.of(getConf().get(FOLDER));
      Files.createFile(folder.resolve("once"));
      Files.writeString(folder.resolve("writing"), Long.toString(ProcessHandle.current().pid()));
      Files.move(folder.resolve("writing"), folder.resolve("pid"), StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (FileAlreadyExistsException again) {
      return false;
    }
  }
}
