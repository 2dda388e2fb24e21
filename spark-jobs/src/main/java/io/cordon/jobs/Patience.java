package io.cordon.jobs;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * Limits how often a request to S3 is tried again. By Hadoop's own limits, 20 attempts within each
 * of 7, a run stood still for more than five minutes without learning that nobody answers, and does
 * so anew with each request. What the cluster's files or the launcher set is left alone.
 */
final class Patience {
  private static final String HADOOP_ITSELF = "core-default.xml";

  private static final Map<String, String> LIMITS =
      Map.of(
          "fs.s3a.attempts.maximum", "3",
          "fs.s3a.retry.limit", "4",
          "fs.s3a.connection.timeout", "60000");

  private Patience() {}

  /** Sets the limits that nobody has chosen. */
  static void limit(Configuration hadoop) {
    LIMITS.forEach(
        (key, value) -> {
          String[] chosen = hadoop.getPropertySources(key);
          if (chosen == null || HADOOP_ITSELF.equals(chosen[chosen.length - 1])) {
            hadoop.set(key, value);
          }
        });
  }
}
