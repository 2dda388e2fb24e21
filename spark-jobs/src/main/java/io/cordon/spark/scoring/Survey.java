package io.cordon.spark.scoring;

import io.cordon.drift.ColumnCounts;
import io.cordon.drift.ColumnProfiles;
import java.io.Serializable;
import java.util.Optional;

/** What a scoring pass sees beside the scores; it merges by addition. */
public final class Survey implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ColumnCounts columns;
  private long explained;
  private double gaps;
  private double largestGap;

  private Survey(ColumnCounts columns) {
    this.columns = columns;
  }

  /**
   * Nothing seen yet.
   *
   * @param profiles of the columns that are to be counted; empty counts none
   */
  static Survey of(Optional<ColumnProfiles> profiles) {
    return new Survey(profiles.map(ColumnCounts::of).orElse(null));
  }

  Survey fresh() {
    return new Survey(columns == null ? null : columns.fresh());
  }

  /** Takes in a row's completeness gap. */
  void explained(double gap) {
    explained++;
    gaps += gap;
    largestGap = Math.max(largestGap, gap);
  }

  void add(Survey other) {
    if (columns != null) {
      columns.add(other.columns);
    }
    explained += other.explained;
    gaps += other.gaps;
    largestGap = Math.max(largestGap, other.largestGap);
  }

  boolean isEmpty() {
    return explained == 0 && (columns == null || columns.rows() == 0);
  }

  /** The columns of the rows that were scored, where they were to be counted. */
  public Optional<ColumnCounts> columns() {
    return Optional.ofNullable(columns);
  }

  /** Rows with reasons. */
  public long explained() {
    return explained;
  }

  /** The largest completeness gap of a row; 0 where there are none. */
  public double largestGap() {
    return largestGap;
  }

  /** The mean completeness gap; 0 where there are none. */
  public double meanGap() {
    return explained == 0 ? 0 : gaps / explained;
  }
}
