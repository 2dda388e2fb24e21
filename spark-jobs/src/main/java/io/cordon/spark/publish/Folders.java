package io.cordon.spark.publish;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Hadoop's file systems do, with failure as an exception instead of {@code false}. */
final class Folders {
  private static final Logger LOG = LoggerFactory.getLogger(Folders.class);

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

  /**
   * Puts a staged file or folder in its place, unless an earlier attempt has done so. What was
   * there goes aside, so that every reader sees the old, for a moment nothing, or the new.
   */
  static void swap(FileSystem files, Path staged, Path place, Path aside) throws IOException {
    if (!files.exists(staged)) {
      if (!files.exists(place)) {
        throw new IOException("neither " + staged + " nor " + place + " is there");
      }
      return; // an earlier attempt came this far
    }
    if (files.exists(place)) {
      if (ObjectStores.holds(files.getUri()) && files.exists(aside)) {
        delete(files, place); // a rename that copies was cut off: what is staged is still whole
      } else {
        rename(files, place, aside);
      }
    }
    rename(files, staged, place);
    LOG.debug("{} is in its place", place);
  }

  static void delete(FileSystem files, Path place) throws IOException {
    if (!files.delete(place, true) && files.exists(place)) {
      throw new IOException("cannot remove " + place);
    }
  }
}
