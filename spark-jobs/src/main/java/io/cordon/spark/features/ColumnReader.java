package io.cordon.spark.features;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.unsafe.types.UTF8String;

/** Reads one column of Spark's rows without boxing. */
final class ColumnReader implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final UTF8String TRUE = UTF8String.fromString("true");
  private static final UTF8String FALSE = UTF8String.fromString("false");

  private final ColumnKind kind;
  private final int ordinal;
  private final int precision;
  private final int scale;

  ColumnReader(DataType type, int ordinal) {
    this.kind = ColumnKind.of(type);
    this.ordinal = ordinal;
    this.precision = type instanceof DecimalType decimal ? decimal.precision() : 0;
    this.scale = type instanceof DecimalType decimal ? decimal.scale() : 0;
  }

  boolean isNull(InternalRow row) {
    return row.isNullAt(ordinal);
  }

  /** The value of a numeric column as Spark casts it to double; true is 1. */
  double number(InternalRow row) {
    switch (kind) {
      case DOUBLE:
        return row.getDouble(ordinal);
      case INT:
        return row.getInt(ordinal);
      case LONG:
        return row.getLong(ordinal);
      case FLOAT:
        return row.getFloat(ordinal);
      case SHORT:
        return row.getShort(ordinal);
      case BYTE:
        return row.getByte(ordinal);
      case BOOLEAN:
        return row.getBoolean(ordinal) ? 1 : 0;
      case DECIMAL:
        return row.getDecimal(ordinal, precision, scale).toDouble();
      default:
        throw new IllegalStateException("A column of kind " + kind + " holds no numbers");
    }
  }

  /** The value as Spark casts it to a string. It may point into the row: copy what you keep. */
  UTF8String text(InternalRow row) {
    switch (kind) {
      case TEXT:
        return row.getUTF8String(ordinal);
      case BOOLEAN:
        return row.getBoolean(ordinal) ? TRUE : FALSE;
      case BYTE:
        return whole(row.getByte(ordinal));
      case SHORT:
        return whole(row.getShort(ordinal));
      case INT:
        return whole(row.getInt(ordinal));
      case LONG:
        return whole(row.getLong(ordinal));
      default:
        throw new IllegalStateException("A column of kind " + kind + " holds no categories");
    }
  }

  private static UTF8String whole(long value) {
    return UTF8String.fromString(Long.toString(value));
  }
}
