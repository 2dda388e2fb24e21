package io.cordon.datasets;

import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/** Names the Spark jobs of one step, so that the Spark UI reads like the step. */
final class SparkJob {
  private static final String DESCRIPTION = "spark.job.description";

  private SparkJob() {}

  static <T> T described(SparkSession spark, String description, Supplier<T> work) {
    SparkContext context = spark.sparkContext();
    String before = context.getLocalProperty(DESCRIPTION);
    context.setJobDescription(description);
    try {
      return work.get();
    } finally {
      context.setJobDescription(before);
    }
  }
}
