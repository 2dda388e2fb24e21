package io.cordon.datasets;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.trim;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/** A text file as a table of its lines with their numbers. */
final class NumberedLines {
  static final String ROW = "row";
  static final String LINE = "line";

  private NumberedLines() {}

  /**
   * Columns {@code row} (the line's number in the file, from 1) and {@code line}; lines of blanks
   * hold no row and are left out, but counted. The number is the same however Spark splits the
   * file: a file of one part costs nothing extra, one of several parts costs one job that counts
   * their lines.
   */
  static Dataset<Row> read(SparkSession spark, String file) {
    JavaRDD<String> lines =
        spark
            .sparkContext()
            .textFile(file, spark.sparkContext().defaultMinPartitions())
            .toJavaRDD();
    RDD<Tuple2<String, Long>> numbered =
        SparkJob.described(spark, "number the lines of " + file, () -> lines.zipWithIndex().rdd());
    return spark
        .createDataset(numbered, Encoders.tuple(Encoders.STRING(), Encoders.LONG()))
        .toDF(LINE, "index")
        .where(length(trim(col(LINE))).gt(0))
        .select(col("index").plus(1L).as(ROW), col(LINE));
  }
}
