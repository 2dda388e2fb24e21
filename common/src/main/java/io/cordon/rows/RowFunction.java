package io.cordon.rows;

import java.io.Serializable;

/**
 * A function from a row to a row of numbers: an encoder, or with one output a score. It is a plain
 * value (primitive arrays, strings and records), so that it can travel to the executors. The result
 * for a row is a function of that row alone: never of the batch, the partition or the order.
 */
public interface RowFunction extends Serializable {

  /** The most rows that one call of {@link Pass#apply} takes. */
  int BATCH = 256;

  /** Features a row that goes in. */
  int inputs();

  /** Numbers a row that come out: 1 for a score. */
  int outputs();

  /** Opens work space for one thread. */
  Pass open();

  /** The function with its work space; for one thread. */
  interface Pass {
    /**
     * Applies the function to a batch.
     *
     * @param rows {@code count x inputs}, row-major, starting at {@code from}
     * @param from index of the first value in {@code rows}
     * @param count rows in the batch, at most {@link #BATCH}
     * @param outputs receives {@code count x outputs}, row-major, from index {@code to} on
     * @param to index of the first value written
     */
    void apply(float[] rows, int from, int count, float[] outputs, int to);
  }

  /**
   * Applies the function to all distinct rows of a block: {@code distinct x outputs}, row-major.
   */
  default float[] applyTo(Block block) {
    float[] results = new float[Math.multiplyExact(block.distinct(), outputs())];
    Pass pass = open();
    for (int row = 0; row < block.distinct(); row += BATCH) {
      int count = Math.min(BATCH, block.distinct() - row);
      pass.apply(block.values(), row * inputs(), count, results, row * outputs());
    }
    return results;
  }
}
