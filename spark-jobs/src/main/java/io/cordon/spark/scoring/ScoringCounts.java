package io.cordon.spark.scoring;

import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/**
 * Rows scored and rows flagged. Spark counts each task of an action once, whatever its retries, so
 * the counts are exact after one write.
 */
public record ScoringCounts(LongAccumulator scored, LongAccumulator above) implements Serializable {

  /** Counts at zero. */
  public static ScoringCounts on(SparkContext spark) {
    return new ScoringCounts(
        spark.longAccumulator("rows scored"), spark.longAccumulator("rows flagged"));
  }

  public long rows() {
    return scored.value();
  }

  public long flagged() {
    return above.value();
  }

  /** Back to zero, before a write. */
  public void reset() {
    scored.reset();
    above.reset();
  }
}
