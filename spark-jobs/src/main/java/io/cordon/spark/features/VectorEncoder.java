package io.cordon.spark.features;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.features.NumericFeature;
import io.cordon.features.VectorFeature;
import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.StructType;

/** One column of vectors of a plan, bound to a table's schema. */
final class VectorEncoder implements Serializable {
  private static final long serialVersionUID = 1L;

  private final EntryReader reader;
  private final String column;
  private final int width;
  private final boolean log;
  private final double shift;
  private final double scale;

  VectorEncoder(VectorFeature feature, StructType schema) {
    NumericFeature entry = feature.entry();
    this.reader = SchemaCheck.entries(schema, feature.column());
    this.column = feature.column();
    this.width = feature.width();
    this.log = entry.log();
    this.shift = entry.shift();
    this.scale = entry.scale();
  }

  int width() {
    return width;
  }

  /**
   * Encodes the vector of a row.
   *
   * @param features receives {@link #width} numbers from {@code from} on
   * @throws UserException BAD_DATA where the vector is null, has another length or an entry that is
   *     null, NaN, infinite or too large to scale
   */
  void encode(InternalRow row, float[] features, int from) {
    ArrayData vector = reader.vector(row, width);
    for (int place = 0; place < width; place++) {
      double x = reader.entry(vector, place);
      if (!(Math.abs(x) <= Double.MAX_VALUE)) {
        throw reader.refused(
            place, Double.isNaN(x) ? (vector.isNullAt(place) ? "null" : "NaN") : "infinite");
      }
      double unscaled = log ? Logarithm.ofOnePlus(x) : x;
      float feature = (float) ((unscaled - shift) * scale) + 0f; // adding 0 turns -0 into 0
      if (!(Math.abs(feature) <= Float.MAX_VALUE)) {
        throw new UserException(ExitCode.BAD_DATA, CellProblem.TOO_LARGE.message(column));
      }
      features[from + place] = feature;
    }
  }
}
