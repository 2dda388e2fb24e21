package io.cordon.metric;

import java.io.Serializable;

/**
 * What a sweep over some of the groups adds to the ranking metrics. The sums of neighbouring parts
 * add up to the sums of both; keep the parts in descending order of score, so that rounding is
 * repeatable.
 *
 * @param swept rows seen
 * @param rankedPairs pairs of an anomaly (seen) and a normal row (anywhere) in which the anomaly
 *     scores higher; a tie counts one half
 * @param anomalyPrecision sum over the anomalies seen of the share of anomalies among all rows that
 *     score as high or higher
 * @param normalPrecision sum over the normal rows seen of the share of normal rows among all rows
 *     that score as low or lower
 * @param anomaliesInTen expected anomalies among those of the ten highest rows that were seen
 * @param anomaliesAtContamination expected anomalies among those of the n1 highest rows that were
 *     seen, n1 being the number of anomalies in all
 */
public record RankingSums(
    ClassCounts swept,
    double rankedPairs,
    double anomalyPrecision,
    double normalPrecision,
    double anomaliesInTen,
    double anomaliesAtContamination)
    implements Serializable {

  /** The sums of no rows. */
  public static final RankingSums NONE = new RankingSums(ClassCounts.NONE, 0, 0, 0, 0, 0);

  /** The sums of both parts. */
  public RankingSums plus(RankingSums below) {
    return new RankingSums(
        swept.plus(below.swept),
        rankedPairs + below.rankedPairs,
        anomalyPrecision + below.anomalyPrecision,
        normalPrecision + below.normalPrecision,
        anomaliesInTen + below.anomaliesInTen,
        anomaliesAtContamination + below.anomaliesAtContamination);
  }
}
