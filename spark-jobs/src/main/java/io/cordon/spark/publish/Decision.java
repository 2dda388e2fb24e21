package io.cordon.spark.publish;

import io.cordon.spark.storage.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The point of no return of a run: a file in its folder, created whole by a rename. Before it the
 * run has done nothing; from it on the day is the new one, and whoever finds the file carries out
 * what it decided. The file becomes the day's entry in the ledger by a last rename.
 */
final class Decision {
  private static final Logger LOG = LoggerFactory.getLogger(Decision.class);
  private static final String NAME = "publish.json";

  private final FileSystem files;
  private final TableDay day;
  private final Path folder;

  /**
   * The decision of one run.
   *
   * @param folder of the run
   */
  Decision(FileSystem files, TableDay day, Path folder) {
    this.files = files;
    this.day = day;
    this.folder = folder;
  }

  /** Where a run writes a part of the day. */
  static Path staged(Path folder, TableDay.Part part) {
    return new Path(folder, part.name().toLowerCase(java.util.Locale.ROOT));
  }

  boolean made() throws IOException {
    return files.exists(new Path(folder, NAME));
  }

  /** Makes it, once every part is staged. */
  void make(LedgerEntry entry) throws IOException {
    for (TableDay.Part part : TableDay.Part.values()) {
      if (!files.exists(staged(folder, part))) {
        throw new IOException("the staged folder " + staged(folder, part) + " is gone");
      }
    }
    Path written = new Path(folder, NAME + ".writing");
    // Never with the folders above it: a run that was taken for dead has none any more.
    WholeFile.write(
        files.createNonRecursive(
            written,
            false,
            4096,
            files.getDefaultReplication(written),
            files.getDefaultBlockSize(written),
            null),
        entry.text().getBytes(StandardCharsets.UTF_8));
    Folders.rename(files, written, new Path(folder, NAME));
  }

  /** Carries it out, from wherever an earlier attempt was stopped. */
  void carryOut() throws IOException {
    for (TableDay.Part part : TableDay.Part.values()) {
      swap(staged(folder, part), day.place(part));
    }
    swap(new Path(folder, NAME), day.entry());
  }

  /**
   * Puts a staged file or folder in its place. What was there goes into the run's folder, so that
   * every reader sees the old, for a moment nothing, or the new.
   */
  private void swap(Path staged, Path place) throws IOException {
    if (!files.exists(staged)) {
      if (!files.exists(place)) {
        throw new IOException("neither " + staged + " nor " + place + " is there");
      }
      return; // an earlier attempt came this far
    }
    if (files.exists(place)) {
      Folders.rename(files, place, new Path(folder, "replaced-" + staged.getName()));
    }
    Folders.rename(files, staged, place);
    LOG.debug("{} is in its place", place);
  }
}
