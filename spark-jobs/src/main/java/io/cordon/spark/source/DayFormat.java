package io.cordon.spark.source;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** How the rows of a day are read. */
public interface DayFormat {

  /** The columns that a footer tells, in the format's own notation. */
  StructType schema(String text);

  /** The rows of some of the parts, with these columns. */
  Dataset<Row> read(SparkSession spark, StructType schema, List<Footer> parts);

  /** The same, and behind their columns the file and the row's place in it, from 0. */
  Dataset<Row> located(SparkSession spark, StructType schema, List<Footer> parts);

  /**
   * Called where reading has failed.
   *
   * @throws io.cordon.error.UserException where no part can be set aside
   */
  default void refuse(Exception problem) {}
}
