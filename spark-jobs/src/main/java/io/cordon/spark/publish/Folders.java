package io.cordon.spark.publish;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** What Hadoop's file systems do, with failure as an exception instead of {@code false}. */
final class Folders {

  private Folders() {}

  /** What lies in a folder; nothing where there is none. */
  static List<FileStatus> list(FileSystem files, Path folder) throws IOException {
    try {
      return List.of(files.listStatus(folder));
    } catch (FileNotFoundException none) {
      return List.of();
    }
  }

  /** Renames to a name that is free: Hadoop would move a folder into one that exists. */
  static void rename(FileSystem files, Path from, Path to) throws IOException {
    files.mkdirs(to.getParent());
    if (files.exists(to)) {
      throw new IOException("cannot rename " + from + " to " + to + ", which exists");
    }
    if (!files.rename(from, to)) {
      throw new IOException("cannot rename " + from + " to " + to);
    }
  }

  static void delete(FileSystem files, Path place) throws IOException {
    if (!files.delete(place, true) && files.exists(place)) {
      throw new IOException("cannot remove " + place);
    }
  }
}
