package io.cordon.spark.storage;

import io.cordon.error.ExitCode;
import io.cordon.error.FirstLine;
import io.cordon.error.UserException;
import io.cordon.training.CheckpointStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Checkpoint files in a folder of any file system that Hadoop reaches: each is written under
 * another name, flushed to disk and renamed.
 */
final class HadoopCheckpoints implements CheckpointStore {
  private final FileSystem files;
  private final Path root;

  HadoopCheckpoints(FileSystem files, Path root) {
    this.files = files;
    this.root = root;
  }

  private interface Work<T> {
    T run() throws IOException;
  }

  private <T> T storage(String verb, Work<T> work) {
    try {
      return work.run();
    } catch (IOException problem) {
      throw new UserException(
          ExitCode.STORAGE,
          "Cannot " + verb + " checkpoints in " + root + ": " + FirstLine.of(problem),
          problem);
    }
  }

  @Override
  public List<String> names() {
    return storage(
        "list",
        () ->
            files.exists(root)
                ? Arrays.stream(files.listStatus(root))
                    .map(status -> status.getPath().getName())
                    .toList()
                : List.of());
  }

  @Override
  public byte[] read(String name) {
    return storage(
        "read",
        () -> {
          try (InputStream in = files.open(new Path(root, name))) {
            return in.readAllBytes();
          } catch (org.apache.hadoop.fs.ChecksumException damaged) {
            return new byte[0]; // the format refuses it, and the one before is tried
          }
        });
  }

  @Override
  public void write(String name, byte[] bytes) {
    storage(
        "write",
        () -> {
          Path staged = new Path(root, "." + name + ".writing");
          try {
            WholeFile.write(files.create(staged, true), bytes);
            Path place = new Path(root, name);
            files.delete(place, false); // a resumed run writes the same bytes again
            if (!files.rename(staged, place)) {
              throw new IOException("cannot rename " + staged);
            }
          } catch (IOException problem) {
            removed(staged, problem);
            throw problem;
          }
          return null;
        });
  }

  private void removed(Path half, IOException because) {
    try {
      files.delete(half, false);
    } catch (IOException problem) {
      because.addSuppressed(problem);
    }
  }

  @Override
  public void delete(String name) {
    storage("delete", () -> files.delete(new Path(root, name), false));
  }
}
