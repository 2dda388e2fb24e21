package io.cordon.metric;

/**
 * How well the flags of a model hit the anomalies.
 *
 * @param precision share of anomalies among the flagged rows
 * @param recall share of flagged rows among the anomalies
 * @param f1 harmonic mean of both: 2 TP / (2 TP + FP + FN)
 * @param flagged rows that were flagged
 * @param observedRate share of flagged rows among all rows
 */
public record ThresholdMetrics(
    Metric precision, Metric recall, Metric f1, long flagged, Metric observedRate) {

  /**
   * The metrics of a table.
   *
   * @param flagged the flagged rows
   * @param totals all rows
   */
  public static ThresholdMetrics of(ClassCounts flagged, ClassCounts totals) {
    if (flagged.anomalies() > totals.anomalies() || flagged.normals() > totals.normals()) {
      throw new IllegalArgumentException("of " + totals + " there cannot be flagged " + flagged);
    }
    return new ThresholdMetrics(
        ratio(flagged.anomalies(), flagged.rows(), "no row is flagged"),
        ratio(flagged.anomalies(), totals.anomalies(), "no row is an anomaly"),
        // 2 TP + FP + FN is the flagged rows plus the anomalies.
        ratio(
            2 * flagged.anomalies(),
            flagged.rows() + totals.anomalies(),
            "no row is flagged and none is an anomaly"),
        flagged.rows(),
        ratio(flagged.rows(), totals.rows(), "there are no rows"));
  }

  private static Metric ratio(long part, long whole, String whyNot) {
    return whole == 0 ? Metric.undefined(whyNot) : Metric.of((double) part / whole);
  }
}
