package io.cordon.spark.features;

import java.io.Serializable;

/** Counts of 65,536 buckets, in pages that exist only where something was counted. */
final class Buckets implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int PAGE = 256;

  private final long[][] pages = new long[PAGE][];

  /** Counts one value of bucket {@code bucket}, from 0 to 65,535. */
  void add(int bucket) {
    long[] page = pages[bucket >>> 8];
    if (page == null) {
      page = new long[PAGE];
      pages[bucket >>> 8] = page;
    }
    page[bucket & 0xFF]++;
  }

  void add(Buckets other) {
    for (int page = 0; page < PAGE; page++) {
      if (pages[page] == null) {
        pages[page] = other.pages[page];
      } else if (other.pages[page] != null) {
        for (int slot = 0; slot < PAGE; slot++) {
          pages[page][slot] += other.pages[page][slot];
        }
      }
    }
  }

  /** The bucket that holds the {@code rank}-th smallest value, and the rank within it. */
  Place find(long rank) {
    long left = rank;
    for (int bucket = 0; bucket < PAGE * PAGE; bucket++) {
      long[] page = pages[bucket >>> 8];
      long here = page == null ? 0 : page[bucket & 0xFF];
      if (left <= here) {
        return new Place(bucket, left);
      }
      left -= here;
    }
    throw new IllegalArgumentException("There are fewer than " + rank + " values");
  }

  /**
   * Where an order statistic lies.
   *
   * @param bucket from 0 to 65,535
   * @param rank its rank within the bucket, from 1
   */
  record Place(int bucket, long rank) {}
}
