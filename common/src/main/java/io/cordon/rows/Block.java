package io.cordon.rows;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.io.Serializable;

/**
 * A packed multiset of rows: the distinct rows, row-major, and how often each occurs. Real tables
 * hold a hundred thousand copies of one row, so copies are counted, not stored.
 *
 * @param width features a row
 * @param values {@code distinct x width} features, row-major
 * @param counts how often each distinct row occurs, all positive; its length is the number of
 *     distinct rows
 */
public record Block(int width, float[] values, int[] counts) implements Serializable {

  public Block {
    if (values.length != (long) counts.length * width) {
      throw new IllegalArgumentException(
          values.length
              + " values do not make "
              + counts.length
              + " rows of "
              + width
              + " features");
    }
  }

  /** A block in which every row occurs once; {@code values} is {@code rows x width}. */
  public static Block of(int width, float[] values) {
    int[] counts = new int[values.length / width];
    java.util.Arrays.fill(counts, 1);
    return new Block(width, values, counts);
  }

  /** The number of distinct rows. */
  public int distinct() {
    return counts.length;
  }

  /** The number of rows, copies included. */
  public long rows() {
    long rows = 0;
    for (int count : counts) {
      rows += count;
    }
    return rows;
  }

  /**
   * For each row, copies included, the index of its distinct row, in order.
   *
   * @throws UserException where one shard holds more rows than an array can index
   */
  public int[] expanded() {
    long rows = rows();
    if (rows > Integer.MAX_VALUE - 8) {
      throw new UserException(
          ExitCode.USAGE,
          "A shard holds " + rows + " rows, more than one task can index: raise training.shards");
    }
    int[] index = new int[(int) rows];
    int next = 0;
    for (int row = 0; row < counts.length; row++) {
      for (int copy = 0; copy < counts[row]; copy++) {
        index[next++] = row;
      }
    }
    return index;
  }
}
