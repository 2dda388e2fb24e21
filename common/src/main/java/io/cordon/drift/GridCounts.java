package io.cordon.drift;

import io.cordon.rows.FloatBins;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Rows counted at and between the quantiles of a reference: some hundred numbers, however many rows
 * there are, which merge by addition. Values are told apart by their {@link FloatBins}, as the
 * reference's are.
 */
public final class GridCounts implements Distribution, Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] edges;

  /** Below the first edge, at it, between it and the second, and so on. */
  private final long[] counts;

  private GridCounts(int[] edges, long[] counts) {
    this.edges = edges;
    this.counts = counts;
  }

  /**
   * Nothing counted yet.
   *
   * @param reference whose quantiles are the lowest values of bins, as those of models are
   */
  public static GridCounts of(QuantileGrid reference) {
    int[] bins = new int[reference.quantiles().length];
    for (int index = 0; index < bins.length; index++) {
      bins[index] = FloatBins.of(reference.quantiles()[index]);
    }
    int[] edges = Arrays.stream(bins).distinct().toArray();
    return new GridCounts(edges, new long[2 * edges.length + 1]);
  }

  /** The same edges with nothing counted. */
  public GridCounts fresh() {
    return new GridCounts(edges, new long[counts.length]);
  }

  /** Counts a finite value. */
  public void add(float value) {
    int place = Arrays.binarySearch(edges, FloatBins.of(value));
    counts[place >= 0 ? 2 * place + 1 : 2 * (-1 - place)]++;
  }

  /** Takes in what was counted elsewhere at the same edges. */
  public void add(GridCounts other) {
    for (int index = 0; index < counts.length; index++) {
      counts[index] += other.counts[index];
    }
  }

  /** Rows in all. */
  public long rows() {
    return Arrays.stream(counts).sum();
  }

  /** Exact at the reference's quantiles; between two of them that of the lower one. */
  @Override
  public double upTo(float value) {
    return share(value, 2);
  }

  /** Exact at the reference's quantiles; between two of them that of the lower one. */
  @Override
  public double below(float value) {
    return share(value, 1);
  }

  private double share(float value, int atEdge) {
    int place = Arrays.binarySearch(edges, FloatBins.of(value));
    int end = place >= 0 ? 2 * place + atEdge : 2 * (-1 - place);
    long below = 0;
    for (int index = 0; index < end; index++) {
      below += counts[index];
    }
    long rows = rows();
    return rows == 0 ? 0 : (double) below / rows;
  }
}
