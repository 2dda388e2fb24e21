package io.cordon.spark.storage;

import io.cordon.error.ExitCode;
import io.cordon.error.FirstLine;
import io.cordon.error.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Storage that Hadoop reaches. Folders appear whole or not at all: they are written beside their
 * place and then renamed.
 */
public final class Storage {
  private static final Logger LOG = LoggerFactory.getLogger(Storage.class);

  private final Configuration configuration;

  public Storage(Configuration configuration) {
    this.configuration = configuration;
  }

  /** Whether there is such a file or folder. */
  public boolean exists(String path) {
    return at(path, "read", (files, place) -> files.exists(place));
  }

  /** The text of a small file; empty where it is not there. */
  public Optional<String> read(String path) {
    return at(
        path,
        "read",
        (files, place) -> {
          if (!files.exists(place)) {
            return Optional.empty();
          }
          try (InputStream in = files.open(place)) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
          }
        });
  }

  /** Removes a file or folder, where there is one. */
  public void delete(String path) {
    at(path, "remove", (files, place) -> files.delete(place, true));
  }

  /** A folder for model files. */
  public HadoopFolder folder(String path) {
    return at(path, "open", HadoopFolder::new);
  }

  /** A folder for checkpoints. */
  public HadoopCheckpoints checkpoints(String path) {
    return at(path, "open", HadoopCheckpoints::new);
  }

  /**
   * Fails before any work where a folder must be new and is not.
   *
   * @param key the setting that names the folder
   */
  public void requireAbsent(String path, String key) {
    if (exists(path)) {
      throw new UserException(
          ExitCode.STORAGE,
          key
              + ".path must be a new folder, but "
              + path
              + " exists: choose another, or set "
              + key
              + ".if-exists=replace to swap it at the end of the run");
    }
  }

  /**
   * Writes a folder beside its place, then puts it there. An old folder of that name is kept until
   * the new one is whole.
   *
   * @param write is given the path to write to
   */
  public void publish(String path, Consumer<String> write) {
    at(
        path,
        "write",
        (files, place) -> {
          String run = UUID.randomUUID().toString();
          Path staging = new Path(place.getParent(), "." + place.getName() + ".writing-" + run);
          // Under its own name: Spark warns of a table whose name starts with a dot.
          Path staged = new Path(staging, place.getName());
          Path old = new Path(place.getParent(), "." + place.getName() + ".replaced-" + run);
          try {
            write.accept(staged.toString());
            boolean replaces = files.exists(place);
            if (replaces) {
              rename(files, place, old);
            }
            rename(files, staged, place);
            if (replaces && !files.delete(old, true)) {
              LOG.warn("The replaced folder {} could not be removed: remove it by hand", old);
            }
          } finally {
            files.delete(staging, true);
          }
          return null;
        });
  }

  /** Writes a text file whole, in place of an old one. */
  public void write(String path, String text) {
    at(
        path,
        "write",
        (files, place) -> {
          Path staged =
              new Path(place.getParent(), "." + place.getName() + ".writing-" + UUID.randomUUID());
          WholeFile.write(files.create(staged, true), text.getBytes(StandardCharsets.UTF_8));
          files.delete(place, false);
          rename(files, staged, place);
          return null;
        });
  }

  private static void rename(FileSystem files, Path from, Path to) throws IOException {
    if (!files.rename(from, to)) {
      throw new IOException("cannot rename " + from + " to " + to);
    }
  }

  private interface Work<T> {
    T on(FileSystem files, Path place) throws IOException;
  }

  private <T> T at(String path, String verb, Work<T> work) {
    try {
      Path place = new Path(path);
      FileSystem files = place.getFileSystem(configuration);
      return work.on(files, files.makeQualified(place));
    } catch (IOException | IllegalArgumentException problem) {
      throw new UserException(
          ExitCode.STORAGE, "Cannot " + verb + " " + path + ": " + FirstLine.of(problem), problem);
    }
  }
}
