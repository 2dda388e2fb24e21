package io.cordon.rows;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How many rows fall into each bin; only bins with rows are held, so that it crosses the wire
 * small.
 *
 * @param bins the numbers of the bins with rows, ascending
 * @param counts rows in each of these bins
 */
record SparseHistogram(int[] bins, long[] counts) implements Serializable {

  static final SparseHistogram EMPTY = new SparseHistogram(new int[0], new long[0]);

  /** Both together: counts of equal bins are added. */
  SparseHistogram plus(SparseHistogram other) {
    int[] bothBins = new int[bins.length + other.bins.length];
    long[] bothCounts = new long[bothBins.length];
    int next = 0;
    int left = 0;
    int right = 0;
    while (left < bins.length || right < other.bins.length) {
      boolean takeLeft =
          right == other.bins.length || (left < bins.length && bins[left] <= other.bins[right]);
      boolean takeRight =
          left == bins.length || (right < other.bins.length && other.bins[right] <= bins[left]);
      bothBins[next] = takeLeft ? bins[left] : other.bins[right];
      bothCounts[next++] =
          (takeLeft ? counts[left++] : 0) + (takeRight ? other.counts[right++] : 0);
    }
    return new SparseHistogram(Arrays.copyOf(bothBins, next), Arrays.copyOf(bothCounts, next));
  }

  /** Rows in all bins. */
  long total() {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    return total;
  }

  /**
   * Counts while a block is read. Pages of bins come into being when they are first hit: scores
   * crowd in few of them.
   */
  static final class Counter {
    private static final int PAGE_BITS = 8;
    private static final int PAGE = 1 << PAGE_BITS;

    private final long[][] pages;
    private int used;

    /** For bins from 0 to {@code 2^bits - 1}. */
    Counter(int bits) {
      pages = new long[1 << (bits - PAGE_BITS)][];
    }

    void add(int bin, int rows) {
      long[] page = pages[bin >>> PAGE_BITS];
      if (page == null) {
        page = new long[PAGE];
        pages[bin >>> PAGE_BITS] = page;
      }
      int slot = bin & (PAGE - 1);
      if (page[slot] == 0) {
        used++;
      }
      page[slot] += rows;
    }

    SparseHistogram histogram() {
      int[] bins = new int[used];
      long[] counts = new long[used];
      int next = 0;
      for (int page = 0; page < pages.length; page++) {
        for (int slot = 0; pages[page] != null && slot < PAGE; slot++) {
          if (pages[page][slot] > 0) {
            bins[next] = page << PAGE_BITS | slot;
            counts[next++] = pages[page][slot];
          }
        }
      }
      return new SparseHistogram(bins, counts);
    }
  }
}
