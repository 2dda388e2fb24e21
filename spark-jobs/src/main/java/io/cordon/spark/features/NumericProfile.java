package io.cordon.spark.features;

import java.io.Serializable;

/**
 * What is known of a numeric column after one pass; the same bits whatever the order and the
 * partitions of the rows.
 */
final class NumericProfile implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Leading bits of a value's key that the one pass resolves. */
  static final int KNOWN_BITS = 16;

  private final Moments moments;
  private final Buckets buckets = new Buckets();
  private long count;
  private long nulls;
  private long nans;
  private long infinities;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private long usedBits;

  /** A profile with moments where {@code withMoments}; they cost as much as all the rest. */
  NumericProfile(boolean withMoments) {
    this.moments = withMoments ? new Moments() : null;
  }

  NumericProfile fresh() {
    return new NumericProfile(moments != null);
  }

  void addNull() {
    nulls++;
  }

  void add(double read) {
    double value = read + 0.0; // so that -0 counts as 0
    if (!(Math.abs(value) <= Double.MAX_VALUE)) {
      if (Double.isNaN(value)) {
        nans++;
      } else {
        infinities++;
      }
      return;
    }
    count++;
    min = Math.min(min, value);
    max = Math.max(max, value);
    usedBits |= Double.doubleToRawLongBits(value);
    buckets.add((int) (OrderedBits.key(value) >>> (64 - KNOWN_BITS)));
    if (moments != null) {
      moments.add(value);
    }
  }

  void add(NumericProfile other) {
    if (moments != null) {
      moments.add(other.moments);
    }
    buckets.add(other.buckets);
    count += other.count;
    nulls += other.nulls;
    nans += other.nans;
    infinities += other.infinities;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
    usedBits |= other.usedBits;
  }

  /** Finite values. */
  long count() {
    return count;
  }

  long nulls() {
    return nulls;
  }

  long nans() {
    return nans;
  }

  long infinities() {
    return infinities;
  }

  double min() {
    return min;
  }

  double max() {
    return max;
  }

  /** Mean, deviation and skewness, where this profile was made with them. */
  Moments moments() {
    return moments;
  }

  /** The leading bits of the {@code rank}-th smallest value. */
  Bracket bracket(long rank) {
    Buckets.Place place = buckets.find(rank);
    return new Bracket(
        (long) place.bucket() << (64 - KNOWN_BITS), KNOWN_BITS, place.rank(), usedBits);
  }

  /**
   * The median (the lower one of two) to 16 bits: within a thirtieth of its magnitude, and exact
   * for small whole numbers.
   */
  double coarseMedian() {
    Bracket bracket = bracket(Bracket.rankOf(count, 2, 4));
    double middle =
        bracket.isExact() ? bracket.value() : OrderedBits.middle(bracket.key(), KNOWN_BITS);
    return Math.max(min, Math.min(max, middle));
  }
}
