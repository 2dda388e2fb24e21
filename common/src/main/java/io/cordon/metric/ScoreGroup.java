package io.cordon.metric;

import java.io.Serializable;

/**
 * All rows that share one score.
 *
 * @param score not NaN
 * @param anomalies how many of them are anomalies
 * @param normals how many are not
 */
public record ScoreGroup(double score, long anomalies, long normals) implements Serializable {

  public ScoreGroup {
    if (Double.isNaN(score) || anomalies < 0 || normals < 0) {
      throw new IllegalArgumentException(
          "a group needs a score and counts from 0, not "
              + score
              + " with "
              + anomalies
              + " and "
              + normals);
    }
  }
}
