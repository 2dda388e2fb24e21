package io.cordon.spark.source;

import java.io.Serializable;

/**
 * What the end of a Parquet file says.
 *
 * @param rows of the file
 * @param schema Parquet's own notation; empty where the file cannot be read
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
