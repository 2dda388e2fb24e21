package io.cordon.spark.source;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/** What the columns of a day's files must be, and which of them are read. */
public interface DaySchema {

  /**
   * Judges the columns of a file.
   *
   * @return warnings
   * @throws io.cordon.error.UserException telling all differences
   */
  List<String> check(StructType found);

  /** Names of the columns to read of a file whose columns have been judged. */
  List<String> columns(StructType found);
}
