package io.cordon.spark.features;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.apache.spark.sql.catalyst.InternalRow;

/** Quartiles by sorting, to compare with. */
final class SortedQuartiles {

  private SortedQuartiles() {}

  static Map<Integer, Quartiles> of(FeatureColumns columns, List<InternalRow> rows) {
    ColumnReader[] readers = TableProfile.readers(columns);
    Map<Integer, Quartiles> quartiles = new HashMap<>();
    for (int index = 0; index < columns.numeric().size(); index++) {
      ColumnReader reader = readers[index];
      double[] values =
          rows.stream()
              .filter(row -> !reader.isNull(row))
              .mapToDouble(reader::number)
              .filter(Double::isFinite)
              .toArray();
      if (values.length > 0) {
        quartiles.put(index, of(values));
      }
    }
    return quartiles;
  }

  /** The ceil(n/4)-th, ceil(n/2)-th and ceil(3n/4)-th smallest value. */
  static Quartiles of(double[] values) {
    double[] sorted = DoubleStream.of(values).map(value -> value + 0.0).toArray();
    Arrays.sort(sorted);
    return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
  }

  private static double at(double[] sorted, double part) {
    return sorted[(int) Math.ceil(sorted.length * part) - 1];
  }
}
