package io.cordon.drift;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often each category of a column occurs, nulls left out.
 *
 * @param counts rows by category
 * @param rest rows of categories that are not told apart, such as those too rare to have a feature
 */
public record Categories(SortedMap<String, Long> counts, long rest) {

  public Categories {
    counts = new TreeMap<>(counts);
  }

  /** Rows in all. */
  public long rows() {
    long rows = rest;
    for (long count : counts.values()) {
      rows += count;
    }
    return rows;
  }

  /**
   * The share of these rows whose category the reference does not name, from 0 to 1; 0 where there
   * are no rows. Where the reference has a rest, the rare categories in it count as unseen too.
   */
  public double unseen(Categories reference) {
    long rows = rows();
    return rows == 0 ? 0 : (double) binnedBy(reference)[reference.counts().size()] / rows;
  }

  /** Rows by the reference's categories in their order, and behind them all others. */
  long[] binnedBy(Categories reference) {
    long[] bins = new long[reference.counts().size() + 1];
    bins[bins.length - 1] = rows();
    int bin = 0;
    for (Map.Entry<String, Long> known : reference.counts().entrySet()) {
      long count = counts.getOrDefault(known.getKey(), 0L);
      bins[bin++] = count;
      bins[bins.length - 1] -= count;
    }
    return bins;
  }
}
