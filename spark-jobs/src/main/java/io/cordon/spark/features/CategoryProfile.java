package io.cordon.spark.features;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.unsafe.types.UTF8String;

/** How often each value of a column of categories occurs, in bounded memory. */
final class CategoryProfile implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The most bytes that a category may have: what is longer is free text. */
  static final int LONGEST = 4096;

  /** The most bytes of all categories of a column together. */
  private static final long MOST_BYTES = 256L << 20;

  private final int mostDistinct;
  private HashMap<UTF8String, long[]> counts = new HashMap<>();
  private long nulls;
  private boolean tooMany;
  private int longest;
  private long bytes;

  CategoryProfile(int mostDistinct) {
    this.mostDistinct = mostDistinct;
  }

  CategoryProfile fresh() {
    return new CategoryProfile(mostDistinct);
  }

  void addNull() {
    nulls++;
  }

  /**
   * Counts a value; copies it where it is new, because it may point into a row that Spark uses
   * again.
   */
  void add(UTF8String value) {
    long[] count = counts.get(value);
    if (count != null) {
      count[0]++;
      return;
    }
    longest = Math.max(longest, value.numBytes());
    if (!refused()) {
      counts.put(value.clone(), new long[] {1});
      checkSize(value);
    }
  }

  void add(CategoryProfile other) {
    nulls += other.nulls;
    longest = Math.max(longest, other.longest);
    tooMany |= other.tooMany;
    for (Map.Entry<UTF8String, long[]> entry : other.counts.entrySet()) {
      if (refused()) {
        break;
      }
      long[] count = counts.putIfAbsent(entry.getKey(), entry.getValue());
      if (count != null) {
        count[0] += entry.getValue()[0];
      } else {
        checkSize(entry.getKey());
      }
    }
    forgetRefused();
  }

  private void checkSize(UTF8String added) {
    bytes += added.numBytes();
    tooMany |= counts.size() > mostDistinct || bytes > MOST_BYTES;
    forgetRefused();
  }

  private boolean refused() {
    return tooMany || longest > LONGEST;
  }

  private void forgetRefused() {
    if (refused()) {
      counts = new HashMap<>();
    }
  }

  long nulls() {
    return nulls;
  }

  /** Whether there are more distinct values than may be counted; the counts are gone then. */
  boolean tooMany() {
    return tooMany;
  }

  /** Bytes of the longest value; above {@link #LONGEST} the counts are gone. */
  int longest() {
    return longest;
  }

  /** Each value's count. Values that are not UTF-8 are left out: no text stands for them. */
  Map<String, Long> counts() {
    Map<String, Long> texts = new HashMap<>();
    for (Map.Entry<UTF8String, long[]> entry : counts.entrySet()) {
      String text = entry.getKey().toString();
      if (UTF8String.fromString(text).equals(entry.getKey())) {
        texts.put(text, entry.getValue()[0]);
      }
    }
    return texts;
  }
}
