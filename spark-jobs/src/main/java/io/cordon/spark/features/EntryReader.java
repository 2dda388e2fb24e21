package io.cordon.spark.features;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;

/** Reads the entries of one column of arrays of numbers, without boxing. */
final class EntryReader implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String column;
  private final ColumnKind kind;
  private final int ordinal;

  EntryReader(String column, DataType type, int ordinal) {
    this.column = column;
    this.kind = ColumnKind.of(((ArrayType) type).elementType());
    this.ordinal = ordinal;
  }

  /** The vector of a row, or null where it has none. */
  ArrayData vector(InternalRow row) {
    return row.isNullAt(ordinal) ? null : row.getArray(ordinal);
  }

  /**
   * The vector of a row.
   *
   * @throws UserException BAD_DATA where there is none, or it has not as many entries
   */
  ArrayData vector(InternalRow row, int width) {
    ArrayData vector = vector(row);
    if (vector == null || vector.numElements() != width) {
      throw refused(
          (vector == null ? "is null" : "has " + vector.numElements() + " entries")
              + ", but a vector of the training table has "
              + width);
    }
    return vector;
  }

  /** An entry of a vector as a double; NaN where it is null. */
  double entry(ArrayData vector, int place) {
    if (vector.isNullAt(place)) {
      return Double.NaN;
    }
    return switch (kind) {
      case FLOAT -> vector.getFloat(place);
      case DOUBLE -> vector.getDouble(place);
      case INT -> vector.getInt(place);
      case LONG -> vector.getLong(place);
      case SHORT -> vector.getShort(place);
      case BYTE -> vector.getByte(place);
      default -> throw new IllegalStateException("An array of kind " + kind + " is no vector");
    };
  }

  /** What is said of an entry that is no number. */
  UserException refused(int place, String found) {
    return refused("has an entry that is " + found + " (number " + (place + 1) + ")");
  }

  private UserException refused(String problem) {
    return new UserException(
        ExitCode.BAD_DATA, "A vector of column '" + column + "' " + problem + ": mend the table");
  }
}
