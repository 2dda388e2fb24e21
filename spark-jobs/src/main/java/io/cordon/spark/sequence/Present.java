package io.cordon.spark.sequence;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.udf;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.spark.features.InternalRows;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF0;
import org.apache.spark.sql.types.DataType;

/**
 * Runs on executors, where a row lacks what puts it in a sequence: else all rows without a key
 * would make one sequence, and those without a time would come first.
 *
 * @param column that the row lacks
 */
record Present(String column) implements UDF0<Object> {
  private static final long serialVersionUID = 1L;

  /** A column that ends the run with BAD_DATA where it is null. */
  static Column column(String name, DataType type) {
    return coalesce(InternalRows.column(name), udf(new Present(name), type).apply());
  }

  /** What is wrong with a row. */
  static UserException refusal(String column) {
    return new UserException(
        ExitCode.BAD_DATA,
        "Column '%s' is null, and a row without it has no place in a sequence: mend the table"
            .formatted(column));
  }

  @Override
  public Object call() {
    throw refusal(column);
  }
}
