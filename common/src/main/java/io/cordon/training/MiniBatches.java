package io.cordon.training;

import io.cordon.rows.Block;
import java.util.SplittableRandom;

/**
 * One shard's rows, copies included, in mini-batches of an order that is drawn anew for each epoch.
 * For one thread; nothing is allocated after the start.
 */
public final class MiniBatches {
  private final Block block;
  private final int[] order;
  private final int batch;
  private final SplittableRandom random;

  /**
   * The rows of a block, in their own order until the first {@link #shuffle}.
   *
   * @param batch rows in a mini-batch; an epoch's last may be smaller
   * @param random where the orders come from
   */
  public MiniBatches(Block block, int batch, SplittableRandom random) {
    this.block = block;
    this.order = block.expanded();
    this.batch = batch;
    this.random = random;
  }

  /** Rows in all, copies included. */
  public int rows() {
    return order.length;
  }

  /** The most rows that a mini-batch of this shard holds. */
  public int capacity() {
    return Math.min(batch, order.length);
  }

  /** Puts the rows into a new order. */
  public void shuffle() {
    for (int last = order.length - 1; last > 0; last--) {
      int other = random.nextInt(last + 1);
      int moved = order[last];
      order[last] = order[other];
      order[other] = moved;
    }
  }

  /**
   * Copies a mini-batch.
   *
   * @param from place of its first row in the present order
   * @param rows receives {@code count x width}, row-major
   * @return its rows: {@link #capacity}, or what is left
   */
  public int gather(int from, float[] rows) {
    int width = block.width();
    int count = Math.min(batch, order.length - from);
    for (int row = 0; row < count; row++) {
      System.arraycopy(block.values(), order[from + row] * width, rows, row * width, width);
    }
    return count;
  }
}
