package io.cordon.spark.features;

import io.cordon.features.FeaturePlan;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/** Encodes tables on the executors, for tests. */
final class Encoded {

  private Encoded() {}

  /** The encoded rows of a table, in its order. */
  static float[][] rows(Dataset<Row> table, FeaturePlan plan) {
    RowEncoder encoder = RowEncoder.bind(plan, table.schema());
    return InternalRows.of(table, List.of(table.columns()))
        .mapPartitions(new Encode(encoder))
        .collect()
        .toArray(float[][]::new);
  }

  private record Encode(RowEncoder encoder)
      implements FlatMapFunction<Iterator<InternalRow>, float[]> {
    @Override
    public Iterator<float[]> call(Iterator<InternalRow> rows) {
      List<float[]> encoded = new ArrayList<>();
      while (rows.hasNext()) {
        float[] features = new float[encoder.width()];
        encoder.encode(rows.next(), features, 0);
        encoded.add(features);
      }
      return encoded.iterator();
    }
  }
}
