package io.cordon.spark.source;

import java.io.Serializable;

/**
 * What the end of a file says, or the log of a table that has one.
 *
 * @param rows of the file
 * @param schema in the format's own notation; empty where the file cannot be read
 * @param problem why the file cannot be read; empty where it can
 */
public record Footer(String path, long rows, String schema, String problem)
    implements Serializable {

  static Footer unreadable(String path, String problem) {
    return new Footer(path, 0, "", problem);
  }

  public boolean readable() {
    return problem.isEmpty();
  }
}
