package io.cordon.spark.publish;

import io.cordon.spark.storage.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The point of no return of a run: a file in its folder, created whole by a rename, and after it
 * the table's commit where the table has commits. Before it the run has done nothing; from it on
 * the day is the new one, and whoever finds it carries out what was decided. The file becomes the
 * day's entry in the ledger by a last rename.
 */
final class Decision {
  private static final String NAME = "publish.json";

  private final FileSystem files;
  private final DayTarget target;
  private final Path folder;

  /**
   * The decision of one run.
   *
   * @param folder of the run
   */
  Decision(FileSystem files, DayTarget target, Path folder) {
    this.files = files;
    this.target = target;
    this.folder = folder;
  }

  /** Where a run writes a part of the day. */
  static Path staged(Path folder, TableDay.Part part) {
    return new Path(folder, part.name().toLowerCase(java.util.Locale.ROOT));
  }

  boolean made() throws IOException {
    return files.exists(new Path(folder, NAME)) && target.committed(folder.getName());
  }

  /** Makes it, once every part is staged. */
  void make(LedgerEntry entry) throws IOException {
    for (TableDay.Part part : TableDay.Part.values()) {
      if (part.required() && !files.exists(staged(folder, part))) {
        throw new IOException("the staged folder " + staged(folder, part) + " is gone");
      }
    }
    target.check(staged(folder, TableDay.Part.TABLE));
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
    target.commit(staged(folder, TableDay.Part.TABLE), new DayCommit(folder.getName(), entry));
  }

  /** Carries it out, from wherever an earlier attempt was stopped. */
  void carryOut() throws IOException {
    for (TableDay.Part part : TableDay.Part.values()) {
      Path staged = staged(folder, part);
      if (part == TableDay.Part.TABLE) {
        target.place(staged, aside(part));
      } else if (part.required() || files.exists(staged)) {
        swap(staged, target.day().place(part), aside(part));
      }
    }
    for (TableDay.Part part : TableDay.Part.OF_REFUSED) {
      Folders.delete(files, target.day().refused(part)); // of earlier tries
    }
    swap(new Path(folder, NAME), target.day().entry(), new Path(folder, "replaced-" + NAME));
  }

  /** Keeps what a run says of a day that it does not publish, in place of what an earlier said. */
  void refuse() throws IOException {
    for (TableDay.Part part : TableDay.Part.OF_REFUSED) {
      swap(staged(folder, part), target.day().refused(part), aside(part));
    }
  }

  private void swap(Path staged, Path place, Path aside) throws IOException {
    Folders.swap(files, staged, files.makeQualified(place), aside);
  }

  private Path aside(TableDay.Part part) {
    return new Path(folder, "replaced-" + staged(folder, part).getName());
  }
}
