package io.cordon.spark;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/**
 * The local file system of a run that is killed at a place: from there on nothing that the run does
 * reaches the disk, neither its work nor its tidying up nor its sign of life. What is left is what
 * a killed process leaves, without the cost of a process.
 */
public final class CutOffFileSystem extends WatchedFileSystem {
  private static volatile String place;
  private static volatile boolean cut;

  /**
   * Cuts off at the first operation that matches.
   *
   * @param operationAndPath such as {@code rename .*publish.json}
   */
  public static void at(String operationAndPath) {
    cut = false;
    place = operationAndPath;
  }

  /** Lets the next run reach the disk again; gives whether the last one came to the place. */
  public static boolean restore() {
    boolean reached = cut;
    place = null;
    cut = false;
    return reached;
  }

  @Override
  protected void meet(String operation, Path path) throws IOException {
    String wanted = place;
    if (wanted == null) {
      return;
    }
    cut |= is(wanted, operation, path);
    if (cut) {
      throw new IOException("this process is dead: no " + operation + " of " + path);
    }
  }
}
