package io.cordon.spark.features;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.Arrays;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * Reads features from one column of Spark ML vectors.
 *
 * @param column name of the column
 * @param ordinal its place in the table
 * @param width features that every vector must have
 */
public record VectorReader(String column, int ordinal, int width) implements FeatureReader {
  private static final VectorUDT VECTORS = (VectorUDT) SQLDataTypes.VectorType();

  /**
   * Binds to a table.
   *
   * @throws UserException where the column is missing or holds no vectors
   */
  public static VectorReader of(String column, int width, StructType schema) {
    check(column, schema);
    return new VectorReader(column, schema.fieldIndex(column), width);
  }

  /** Fails where the schema has no such column of vectors. */
  public static void check(String column, StructType schema) {
    if (!Arrays.asList(schema.fieldNames()).contains(column)) {
      throw new UserException(
          ExitCode.MISMATCH,
          "featuresCol must name a column of the table, but there is no "
              + column
              + " among "
              + String.join(", ", schema.fieldNames()));
    }
    if (!schema.apply(column).dataType().equals(SQLDataTypes.VectorType())) {
      throw new UserException(
          ExitCode.MISMATCH,
          "featuresCol must be a column of Spark ML vectors, but "
              + column
              + " is "
              + schema.apply(column).dataType().simpleString()
              + ": assemble it with VectorAssembler");
    }
  }

  @Override
  public void encode(InternalRow row, float[] features, int offset) {
    if (row.isNullAt(ordinal)) {
      throw new UserException(
          ExitCode.BAD_DATA,
          "Every row needs a vector in " + column + ", but one is null: filter or impute it");
    }
    Vector vector = VECTORS.deserialize(row.getStruct(ordinal, VECTORS.sqlType().size()));
    if (vector.size() != width) {
      throw new UserException(
          ExitCode.MISMATCH,
          "Every vector in "
              + column
              + " must have "
              + width
              + " features, but one has "
              + vector.size());
    }
    Arrays.fill(features, offset, offset + width, 0);
    vector.foreachNonZero(
        (place, value) -> {
          float feature = ((Double) value).floatValue();
          if (!Float.isFinite(feature)) {
            throw new UserException(
                ExitCode.BAD_DATA,
                "Every feature must be finite, but feature "
                    + place
                    + " of "
                    + column
                    + " is "
                    + value);
          }
          features[offset + (Integer) place] = feature;
          return scala.runtime.BoxedUnit.UNIT;
        });
  }

  /** A vector that can be read has all its values. */
  @Override
  public boolean isMissing(InternalRow row, int column) {
    return false;
  }
}
