package io.cordon.spark.features;

/**
 * What is known of an order statistic: the leading bits of its key.
 *
 * @param key the known bits, followed by zeros
 * @param known how many are known, 16 to 64
 * @param rank from 1, among the values whose keys start with these bits
 * @param usedBits the bitwise or of all the column's values: where it ends in zeros, so do the
 *     values
 */
record Bracket(long key, int known, long rank, long usedBits) {

  /**
   * The rank of the quantile {@code part / parts} among {@code count} values: ceil(count x part /
   * parts).
   */
  static long rankOf(long count, int part, int parts) {
    return (count * part + parts - 1) / parts;
  }

  /** Whether the value is determined. */
  boolean isExact() {
    return known == 64 || usedBits << known == 0;
  }

  /** The value, once it is determined. */
  double value() {
    return OrderedBits.nearestToZero(key, known);
  }

  /** The bracket with 16 bits more, by the counts of those bits. */
  Bracket refined(Buckets counts) {
    Buckets.Place place = counts.find(rank);
    return new Bracket(
        key | (long) place.bucket() << (48 - known), known + 16, place.rank(), usedBits);
  }
}
