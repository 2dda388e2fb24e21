package io.cordon.datasets;

import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;

/** A text file as its lines with their indices. */
final class NumberedLines {

  private NumberedLines() {}

  /**
   * Every line with its index in the file, from 0, blank lines included. The index is the same
   * however Spark splits the file: a file of one part costs nothing extra, one of several parts
   * costs one job that counts their lines.
   */
  static JavaPairRDD<String, Long> read(SparkSession spark, String file) {
    JavaRDD<String> lines =
        spark
            .sparkContext()
            .textFile(file, spark.sparkContext().defaultMinPartitions())
            .toJavaRDD();
    return SparkJob.described(spark, "number the lines of " + file, lines::zipWithIndex);
  }
}
