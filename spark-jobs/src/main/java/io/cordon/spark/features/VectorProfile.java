package io.cordon.spark.features;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * What is known of a column of vectors after one pass: their lengths, and all their entries as if
 * they were one column of numbers.
 */
final class VectorProfile implements Serializable {
  private static final long serialVersionUID = 1L;

  private final NumericProfile entries;
  private long nulls;
  private int shortest = Integer.MAX_VALUE;
  private int longest;

  /** A profile with the moments of the entries where {@code withMoments}. */
  VectorProfile(boolean withMoments) {
    this(new NumericProfile(withMoments));
  }

  private VectorProfile(NumericProfile entries) {
    this.entries = entries;
  }

  VectorProfile fresh() {
    return new VectorProfile(entries.fresh());
  }

  /** Adds the vector of a row, or null where there is none. */
  void add(ArrayData vector, EntryReader reader) {
    if (vector == null) {
      nulls++;
      return;
    }
    int length = vector.numElements();
    shortest = Math.min(shortest, length);
    longest = Math.max(longest, length);
    for (int place = 0; place < length; place++) {
      entries.add(reader.entry(vector, place));
    }
  }

  void add(VectorProfile other) {
    entries.add(other.entries);
    nulls += other.nulls;
    shortest = Math.min(shortest, other.shortest);
    longest = Math.max(longest, other.longest);
  }

  /** All entries of all vectors. */
  NumericProfile entries() {
    return entries;
  }

  /** Rows without a vector. */
  long nulls() {
    return nulls;
  }

  /** Entries of the shortest vector; more than {@link #longest} where there is no vector. */
  int shortest() {
    return shortest;
  }

  int longest() {
    return longest;
  }
}
