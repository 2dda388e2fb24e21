package io.cordon.detector.neighbours;

import io.cordon.detector.Metric;
import java.io.Serializable;

/**
 * The sample that neighbours are looked for in.
 *
 * @param values {@code rows x width}, row-major
 */
record Reference(float[] values, int width, Metric metric) implements Serializable {
  private static final long serialVersionUID = 1L;

  int size() {
    return values.length / width;
  }
}
