package io.cordon.datasets;

/** Which side of a table of network connections counts as the anomaly: label 1. */
public enum Orientation {
  /** Attacks are the anomalies: what a network operator means. */
  ATTACK_IS_ANOMALY("attack"),
  /**
   * Normal connections are the anomalies: in KDD Cup 99 the attacks are 80 % of the rows, so the
   * papers on DAGMM (002) and DUAD (003, section 2 of the protocols) take them as the normal class.
   */
  NORMAL_IS_ANOMALY("normal");

  private final String anomaly;

  Orientation(String anomaly) {
    this.anomaly = anomaly;
  }

  /** The side that is labelled 1: "attack" or "normal". */
  public String anomaly() {
    return anomaly;
  }

  /** The label of one connection: 1 = anomaly. */
  int label(boolean attack) {
    return attack == (this == ATTACK_IS_ANOMALY) ? 1 : 0;
  }
}
