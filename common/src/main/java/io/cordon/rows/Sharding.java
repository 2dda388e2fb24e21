package io.cordon.rows;

import io.cordon.random.Seeds;

/**
 * Decides which shard a row belongs to from what the row is, never from where it was read.
 * Identical rows are interchangeable: their copies are numbered and spread over the shards by
 * number.
 */
public final class Sharding {

  private Sharding() {}

  /** A 64-bit hash of a row's features; -0.0 counts as 0.0. */
  public static long hash(float[] values, int from, int width) {
    long hash = width;
    for (int feature = from; feature < from + width; feature++) {
      hash = Seeds.mix(hash ^ bits(values[feature]));
    }
    return hash;
  }

  /** The shard of one copy of a row, in [0, shards). */
  public static int shard(long hash, int copy, int shards) {
    return (int) Long.remainderUnsigned(Seeds.mix(hash ^ Seeds.mix(copy)), shards);
  }

  /** How many of a row's copies belong to each shard. */
  public static int[] spread(long hash, long copies, int shards) {
    int[] counts = new int[shards];
    for (int copy = 0; copy < copies; copy++) {
      counts[shard(hash, copy, shards)]++;
    }
    return counts;
  }

  /** Orders rows by hash, rows of equal hash by content; 0 only for identical rows. */
  static int compare(float[] values, int width, int left, int right) {
    for (int feature = 0; feature < width; feature++) {
      int order =
          Integer.compare(
              bits(values[left * width + feature]), bits(values[right * width + feature]));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int bits(float value) {
    return Float.floatToIntBits(value + 0.0f);
  }
}
