package io.cordon.metric;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.Arrays;

/**
 * How well scores rank anomalies above normal rows. All are undefined where the rows are of one
 * class.
 *
 * @param auroc chance that an anomaly scores higher than a normal row, a tie counting one half
 *     (mid-ranks); 0 to 1, 0.5 is chance
 * @param auprcAnomaly average precision with the anomaly as the positive class, ties grouped;
 *     chance is the share of anomalies
 * @param auprcNormal average precision with the score negated and the normal row as the positive
 *     class, as the OC-NN paper reports it
 * @param precisionAtTen anomalies among the ten highest scores, divided by ten; ties at the cut by
 *     expected value; at most min(10, anomalies) / 10
 * @param f1AtContamination F1 where exactly as many rows are flagged as there are anomalies, the
 *     highest scores first; ties at the cut by expected value
 */
public record RankingMetrics(
    Metric auroc,
    Metric auprcAnomaly,
    Metric auprcNormal,
    Metric precisionAtTen,
    Metric f1AtContamination) {

  /**
   * The metrics of a table.
   *
   * @param totals its rows
   * @param sums the sums of a sweep over all its rows
   */
  public static RankingMetrics of(ClassCounts totals, RankingSums sums) {
    if (!sums.swept().equals(totals)) {
      throw new IllegalArgumentException(
          "the metrics need a sweep over all rows: " + sums.swept() + " were swept of " + totals);
    }
    if (totals.anomalies() == 0 || totals.normals() == 0) {
      Metric undefined = Metric.undefined(oneClass(totals));
      return new RankingMetrics(undefined, undefined, undefined, undefined, undefined);
    }
    double anomalies = totals.anomalies();
    double normals = totals.normals();
    return new RankingMetrics(
        Metric.of(sums.rankedPairs() / (anomalies * normals)),
        Metric.of(sums.anomalyPrecision() / anomalies),
        Metric.of(sums.normalPrecision() / normals),
        Metric.of(sums.anomaliesInTen() / 10),
        Metric.of(
            sums.anomaliesAtContamination()
                / anomalies)); // as many flagged as there are anomalies: precision = recall = F1
  }

  /**
   * The metrics of scores in memory; {@code anomalies} is true where the row of the same index is
   * an anomaly.
   */
  public static RankingMetrics of(float[] scores, boolean[] anomalies) {
    double[] exact = new double[scores.length];
    for (int row = 0; row < scores.length; row++) {
      exact[row] = scores[row];
    }
    return of(exact, anomalies);
  }

  /**
   * The metrics of scores in memory.
   *
   * @param anomalies true where the row of the same index is an anomaly
   * @throws UserException (bad data) where a score is NaN
   */
  public static RankingMetrics of(double[] scores, boolean[] anomalies) {
    double[] ofAnomalies = sortedScores(scores, anomalies, true);
    double[] ofNormals = sortedScores(scores, anomalies, false);
    ClassCounts totals = new ClassCounts(ofAnomalies.length, ofNormals.length);
    RankingSweep sweep = new RankingSweep(totals, ClassCounts.NONE);
    int anomaly = ofAnomalies.length;
    int normal = ofNormals.length;
    while (anomaly > 0 || normal > 0) {
      double highestAnomaly = anomaly > 0 ? ofAnomalies[anomaly - 1] : Double.NEGATIVE_INFINITY;
      double highestNormal = normal > 0 ? ofNormals[normal - 1] : Double.NEGATIVE_INFINITY;
      double score = Math.max(highestAnomaly, highestNormal);
      int nextAnomaly = firstOf(ofAnomalies, anomaly, score);
      int nextNormal = firstOf(ofNormals, normal, score);
      sweep.add(new ScoreGroup(score, anomaly - nextAnomaly, normal - nextNormal));
      anomaly = nextAnomaly;
      normal = nextNormal;
    }
    return of(totals, sweep.sums());
  }

  private static String oneClass(ClassCounts totals) {
    if (totals.rows() == 0) {
      return "there are no rows";
    }
    return "all "
        + totals.rows()
        + " rows are "
        + (totals.anomalies() == 0 ? "normal" : "anomalies");
  }

  private static double[] sortedScores(double[] scores, boolean[] anomalies, boolean anomaly) {
    if (scores.length != anomalies.length) {
      throw new IllegalArgumentException(
          scores.length + " scores do not fit " + anomalies.length + " labels");
    }
    double[] chosen = new double[scores.length];
    int count = 0;
    for (int row = 0; row < scores.length; row++) {
      if (Double.isNaN(scores[row])) {
        throw new UserException(
            ExitCode.BAD_DATA,
            "Every row's score must be a number to be ranked, but row "
                + row
                + " of "
                + scores.length
                + " has NaN");
      }
      if (anomalies[row] == anomaly) {
        chosen[count++] = scores[row] + 0.0; // -0.0 becomes 0.0: sorting would tell them apart
      }
    }
    double[] sorted = Arrays.copyOf(chosen, count);
    Arrays.sort(sorted);
    return sorted;
  }

  /**
   * The index of the first number equal to {@code score} in the first {@code end} numbers, or
   * {@code end}.
   */
  private static int firstOf(double[] sorted, int end, double score) {
    int first = end;
    while (first > 0 && sorted[first - 1] == score) {
      first--;
    }
    return first;
  }
}
