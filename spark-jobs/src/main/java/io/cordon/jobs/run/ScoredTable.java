package io.cordon.jobs.run;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** How a scored table lies in files; CSV has a header. */
public final class ScoredTable {

  private ScoredTable() {}

  /**
   * Writes a new folder; it must not exist. Where that fails, no task writes to it any more when
   * the failure is told, so that the folder can be removed for good.
   */
  public static void write(Dataset<Row> table, String format, String path) {
    try {
      table.write().format(format).option("header", "true").mode(SaveMode.ErrorIfExists).save(path);
    } catch (Exception problem) {
      // Spark's Scala code throws checked exceptions without declaring them.
      RunningTasks.await(table.sparkSession());
      throw problem;
    }
  }

  /** Reads one back. */
  public static Dataset<Row> read(SparkSession spark, String format, String path) {
    return spark.read().format(format).option("header", "true").load(path);
  }
}
