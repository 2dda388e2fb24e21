package io.cordon.benchmarks;

import io.cordon.spark.features.RowEncoder;
import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;

/** One encoded connection and whether it is an anomaly. */
record KddRow(float[] features, boolean anomaly) implements Serializable {
  static final String ID = "row";

  static KddRow of(InternalRow row, RowEncoder encoder, int label) {
    float[] features = new float[encoder.width()];
    encoder.encode(row, features, 0);
    return new KddRow(features, row.getInt(label) == 1);
  }
}
