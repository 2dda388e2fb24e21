package io.cordon.metric;

import java.io.Serializable;

/**
 * How many rows are of each class.
 *
 * @param anomalies rows labelled as anomalies, at least 0
 * @param normals all other rows, at least 0
 */
public record ClassCounts(long anomalies, long normals) implements Serializable {

  /** No rows. */
  public static final ClassCounts NONE = new ClassCounts(0, 0);

  public ClassCounts {
    if (anomalies < 0 || normals < 0) {
      throw new IllegalArgumentException(
          "rows are counted from 0, not " + anomalies + " anomalies and " + normals + " normals");
    }
  }

  /** Rows of both classes. */
  public long rows() {
    return anomalies + normals;
  }

  public ClassCounts plus(ClassCounts other) {
    return new ClassCounts(anomalies + other.anomalies, normals + other.normals);
  }
}
