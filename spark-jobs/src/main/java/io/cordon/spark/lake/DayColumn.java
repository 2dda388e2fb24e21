package io.cordon.spark.lake;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The column of a table that says a row's day.
 *
 * @param name of letters, digits and underscores
 * @param type date or text
 */
record DayColumn(String name, DataType type) {

  /**
   * Finds it in a table.
   *
   * @param table in words
   * @throws UserException MISMATCH where the table has none such
   */
  static DayColumn of(StructType schema, String name, String table) {
    for (StructField field : schema.fields()) {
      if (field.name().equalsIgnoreCase(name)) {
        DataType type = field.dataType();
        if (type.equals(DataTypes.DateType) || type.equals(DataTypes.StringType)) {
          return new DayColumn(field.name(), type);
        }
        throw new UserException(
            ExitCode.MISMATCH,
            "The column of the day must be a date or text such as 2026-11-21, but %s of %s is %s"
                .formatted(name, table, type.simpleString()));
      }
    }
    throw new UserException(
        ExitCode.MISMATCH,
        "The table must have the column that source.date-column names, but %s has no %s among %s"
            .formatted(table, name, String.join(", ", schema.fieldNames())));
  }

  /** The day as a value of the column. */
  Column value(LocalDate date) {
    return functions.lit(date.toString()).cast(type);
  }

  /** Whether a row is of the day. */
  Column is(LocalDate date) {
    return functions.col(name).equalTo(value(date));
  }

  /** The same for options of Spark that take SQL only; made of a plain name and a date alone. */
  String sql(LocalDate date) {
    return "%s = cast('%s' as %s)".formatted(name, date, type.sql());
  }

  /** A schema without the column. */
  StructType dropped(StructType schema) {
    StructType others = new StructType();
    for (StructField field : schema.fields()) {
      if (!field.name().equalsIgnoreCase(name)) {
        others = others.add(field);
      }
    }
    return others;
  }
}
