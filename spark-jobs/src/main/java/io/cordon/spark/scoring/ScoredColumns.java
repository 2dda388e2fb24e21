package io.cordon.spark.scoring;

/** Names of the columns that scoring adds; those that Spark users know from other detectors. */
public final class ScoredColumns {
  /** The score: double, higher = more anomalous. */
  public static final String SCORE = "outlierScore";

  /** 1.0 where the score exceeds the model's threshold, else 0.0. */
  public static final String PREDICTION = "predictedLabel";

  /** The score by the untrained network, where it was asked for. */
  public static final String CONTROL = "controlScore";

  private ScoredColumns() {}
}
