package io.cordon.spark.lake;

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

  /** The file that a row lies in. */
  Column file();

  /** Where in its file a row lies, from 0. */
  Column position();
}
