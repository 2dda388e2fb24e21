package io.cordon.spark.features;

import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;

/** What a column's type is to feature extraction. */
enum ColumnKind {
  BOOLEAN,
  BYTE,
  SHORT,
  INT,
  LONG,
  FLOAT,
  DOUBLE,
  DECIMAL,
  TEXT,
  /** Arrays of numbers. */
  VECTOR,
  UNSUPPORTED;

  static ColumnKind of(DataType type) {
    if (type instanceof BooleanType) {
      return BOOLEAN;
    } else if (type instanceof ByteType) {
      return BYTE;
    } else if (type instanceof ShortType) {
      return SHORT;
    } else if (type instanceof IntegerType) {
      return INT;
    } else if (type instanceof LongType) {
      return LONG;
    } else if (type instanceof FloatType) {
      return FLOAT;
    } else if (type instanceof DoubleType) {
      return DOUBLE;
    } else if (type instanceof DecimalType) {
      return DECIMAL;
    } else if (type instanceof StringType) {
      return TEXT;
    } else if (type instanceof ArrayType array && isNumber(of(array.elementType()))) {
      return VECTOR;
    }
    return UNSUPPORTED;
  }

  boolean isNumeric() {
    return this != TEXT && this != VECTOR && this != UNSUPPORTED;
  }

  private static boolean isNumber(ColumnKind kind) {
    return kind.isWhole() || kind == FLOAT || kind == DOUBLE;
  }

  /** Whether values have one text only, so that they can be categories. */
  boolean canBeCategory() {
    return this == TEXT || this == BOOLEAN || isWhole();
  }

  /**
   * Whether a column of this kind may stand where a model was fitted on the other: the same kind,
   * or one widens to the other without another meaning (whole numbers among themselves and with
   * double, float with double).
   */
  boolean standsFor(ColumnKind other) {
    if (this == other) {
      return this != UNSUPPORTED;
    }
    boolean wholes = (isWhole() || this == DOUBLE) && (other.isWhole() || other == DOUBLE);
    boolean floats = (this == FLOAT && other == DOUBLE) || (this == DOUBLE && other == FLOAT);
    return wholes || floats;
  }

  /** Whether categories of this kind have the same texts as those of the other. */
  boolean standsForCategories(ColumnKind other) {
    return this == other || (isWhole() && other.isWhole());
  }

  private boolean isWhole() {
    return this == BYTE || this == SHORT || this == INT || this == LONG;
  }
}
