package io.cordon.spark.lake;

import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** One state of a table that keeps its states: whatever others write, it is read as it was. */
interface Snapshot {

  /** The table and its state in words. */
  String text();

  /** Another one for every state of the table. */
  String fingerprint();

  /** All rows. */
  Dataset<Row> rows(SparkSession spark);

  /**
   * Rows with these columns, and behind them the file and the row's place in it, from 0.
   *
   * @param chosen picks the rows
   */
  Dataset<Row> located(
      SparkSession spark, UnaryOperator<Dataset<Row>> chosen, List<Column> columns);
}
