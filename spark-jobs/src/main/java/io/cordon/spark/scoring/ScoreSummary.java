package io.cordon.spark.scoring;

import io.cordon.drift.GridCounts;
import io.cordon.drift.QuantileGrid;
import io.cordon.spark.features.InternalRows;
import io.cordon.spark.features.RowSummary;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/** What one pass over a scored table tells of its scores. */
public final class ScoreSummary implements RowSummary<ScoreSummary> {
  private static final long serialVersionUID = 1L;

  private final GridCounts grid;
  private final double[] edges;
  private final long[] bins;
  private long rows;
  private long flagged;
  private long nonFinite;

  private ScoreSummary(GridCounts grid, double[] edges) {
    this.grid = grid;
    this.edges = edges;
    this.bins = new long[edges.length - 1];
  }

  /**
   * One pass over a table with {@link ScoredColumns#STANDARD} columns.
   *
   * @param reference at whose quantiles the scores are counted
   * @param edges of the bins of a histogram, ascending; its outer bins are open
   */
  public static ScoreSummary of(Dataset<Row> scored, QuantileGrid reference, double[] edges) {
    return InternalRows.summarise(
        InternalRows.of(
            scored, List.of(ScoredColumns.STANDARD.score(), ScoredColumns.STANDARD.prediction())),
        new ScoreSummary(GridCounts.of(reference), edges),
        "audit the scores");
  }

  @Override
  public ScoreSummary fresh() {
    return new ScoreSummary(grid.fresh(), edges);
  }

  @Override
  public void add(InternalRow row) {
    double score = row.isNullAt(0) ? Double.NaN : row.getDouble(0);
    rows++;
    flagged += !row.isNullAt(1) && row.getDouble(1) > 0 ? 1 : 0;
    if (!(Math.abs(score) <= Float.MAX_VALUE)) {
      nonFinite++;
      return;
    }
    grid.add((float) score);
    int place = Arrays.binarySearch(edges, score);
    int bin = place >= 0 ? place : -place - 2;
    bins[Math.max(0, Math.min(bins.length - 1, bin))]++;
  }

  @Override
  public ScoreSummary merge(ScoreSummary other) {
    rows += other.rows;
    flagged += other.flagged;
    nonFinite += other.nonFinite;
    grid.add(other.grid);
    for (int bin = 0; bin < bins.length; bin++) {
      bins[bin] += other.bins[bin];
    }
    return this;
  }

  public long rows() {
    return rows;
  }

  /** Rows above the threshold. */
  public long flagged() {
    return flagged;
  }

  /** Rows whose score is null, NaN, infinite or beyond a float: there must be none. */
  public long nonFinite() {
    return nonFinite;
  }

  /** The finite scores at the reference's quantiles. */
  public GridCounts grid() {
    return grid;
  }

  /** Edges of the histogram's bins. */
  public double[] edges() {
    return edges.clone();
  }

  /** Rows with finite scores by bin of the histogram. */
  public long[] bins() {
    return bins.clone();
  }
}
