package io.cordon.rows;

import java.util.Arrays;

/**
 * Gathers rows in any order and packs them into a {@link Block}: identical rows merged, distinct
 * rows in the order of their hash. The block is a function of the multiset of rows alone.
 */
public final class BlockBuilder {
  private final int width;
  private float[] values;
  private int[] counts;
  private int size;

  public BlockBuilder(int width) {
    this.width = width;
    this.values = new float[16 * width];
    this.counts = new int[16];
  }

  /** Rows gathered since the start, identical ones still apart. */
  public int size() {
    return size;
  }

  /**
   * Adds copies of a row.
   *
   * @param source holds the row's features from index {@code from} on
   * @param copies how many, positive
   */
  public void add(float[] source, int from, int copies) {
    if (size == counts.length) {
      int capacity = Math.max(size + 16, size + (size >> 1));
      values = Arrays.copyOf(values, Math.multiplyExact(capacity, width));
      counts = Arrays.copyOf(counts, capacity);
    }
    System.arraycopy(source, from, values, size * width, width);
    counts[size++] = copies;
  }

  /** Adds all rows of a block. */
  public void addAll(Block block) {
    for (int row = 0; row < block.distinct(); row++) {
      add(block.values(), row * width, block.counts()[row]);
    }
  }

  /** Packs what was gathered and starts afresh. */
  public Block build() {
    int[] order = sorted();
    int distinct = 0;
    int[] mergedCounts = new int[size];
    int[] firsts = new int[size];
    for (int place = 0; place < size; place++) {
      boolean copy =
          place > 0 && Sharding.compare(values, width, order[place - 1], order[place]) == 0;
      if (!copy) {
        firsts[distinct++] = order[place];
      }
      mergedCounts[distinct - 1] = Math.addExact(mergedCounts[distinct - 1], counts[order[place]]);
    }
    float[] packed = new float[distinct * width];
    for (int row = 0; row < distinct; row++) {
      System.arraycopy(values, firsts[row] * width, packed, row * width, width);
    }
    size = 0;
    return new Block(width, packed, Arrays.copyOf(mergedCounts, distinct));
  }

  /**
   * Indices of the gathered rows by (hash, content). The upper half of the hash is sorted with the
   * index as one number; only ties look further.
   */
  private int[] sorted() {
    long[] hashes = new long[size];
    long[] keys = new long[size];
    for (int row = 0; row < size; row++) {
      hashes[row] = Sharding.hash(values, row * width, width);
      keys[row] = (hashes[row] & 0xFFFFFFFF00000000L) | row;
    }
    Arrays.sort(keys);
    int[] order = new int[size];
    for (int start = 0; start < size; ) {
      int end = start + 1;
      while (end < size && keys[end] >>> 32 == keys[start] >>> 32) {
        end++;
      }
      sortTies(keys, hashes, order, start, end);
      start = end;
    }
    return order;
  }

  private void sortTies(long[] keys, long[] hashes, int[] order, int start, int end) {
    if (end - start == 1) {
      order[start] = (int) keys[start];
      return;
    }
    Integer[] ties = new Integer[end - start];
    for (int tie = 0; tie < ties.length; tie++) {
      ties[tie] = (int) keys[start + tie];
    }
    Arrays.sort(
        ties,
        (left, right) -> {
          int byHash = Long.compare(hashes[left], hashes[right]);
          return byHash != 0 ? byHash : Sharding.compare(values, width, left, right);
        });
    for (int tie = 0; tie < ties.length; tie++) {
      order[start + tie] = ties[tie];
    }
  }
}
