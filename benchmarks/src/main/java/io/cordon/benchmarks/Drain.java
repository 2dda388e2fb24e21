package io.cordon.benchmarks;

import io.cordon.spark.features.FeatureReader;
import java.util.Iterator;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Goes over a partition's rows and keeps nothing.
 *
 * @param encoder encodes each row where it is not null
 */
record Drain(FeatureReader encoder) implements VoidFunction<Iterator<InternalRow>> {
  private static final long serialVersionUID = 1L;

  @Override
  public void call(Iterator<InternalRow> rows) {
    float[] features = new float[encoder == null ? 0 : encoder.width()];
    while (rows.hasNext()) {
      InternalRow row = rows.next();
      if (encoder != null) {
        encoder.encode(row, features, 0);
      }
    }
  }
}
