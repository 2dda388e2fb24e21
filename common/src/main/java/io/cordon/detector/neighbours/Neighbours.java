package io.cordon.detector.neighbours;

import io.cordon.detector.Metric;
import io.cordon.rows.RowFunction;
import java.util.Arrays;

/**
 * The nearest rows of a sample, found by computing all distances: the sample is laid out column by
 * column in blocks that stay in the cache while a batch passes, so that one instruction subtracts
 * several rows. For one thread.
 */
final class Neighbours {
  /** Rows of the sample a block. */
  private static final int BLOCK = 256;

  private final Metric metric;
  private final int width;
  private final int size;
  private final int wanted;
  private final float[][][] blocks;
  private final float[] row;
  private final float[] sums = new float[BLOCK];
  private final float[] squares;
  private final int[] places;
  private final int[] found = new int[RowFunction.BATCH];
  private final boolean[] itself = new boolean[RowFunction.BATCH];
  private int at;

  /** Told of each row of a batch; the neighbours' own numbers are then those of this row. */
  interface Visitor {
    /** How many neighbours were found, at most as many as wanted. */
    void see(int row, int found);
  }

  /**
   * A search with its work space.
   *
   * @param wanted neighbours a row
   */
  Neighbours(Reference reference, int wanted) {
    this.wanted = wanted;
    metric = reference.metric();
    width = reference.width();
    size = reference.size();
    int columns = width + width % 2;
    blocks = new float[(size + BLOCK - 1) / BLOCK][columns][BLOCK];
    for (int place = 0; place < size; place++) {
      for (int column = 0; column < width; column++) {
        blocks[place / BLOCK][column][place % BLOCK] =
            metric.coordinate(reference.values()[place * width + column]);
      }
    }
    row = new float[columns];
    squares = new float[RowFunction.BATCH * wanted];
    places = new int[RowFunction.BATCH * wanted];
  }

  /** Visits all rows of a matrix. */
  void ofAll(float[] rows, Visitor visitor) {
    int count = rows.length / width;
    for (int first = 0; first < count; first += RowFunction.BATCH) {
      int start = first;
      of(
          rows,
          first * width,
          Math.min(RowFunction.BATCH, count - first),
          (index, number) -> visitor.see(start + index, number));
    }
  }

  /** Visits a batch of rows, at most {@link RowFunction#BATCH}. */
  void of(float[] rows, int from, int count, Visitor visitor) {
    Arrays.fill(found, 0);
    Arrays.fill(itself, false);
    for (int block = 0; block < blocks.length; block++) {
      for (int index = 0; index < count; index++) {
        for (int column = 0; column < width; column++) {
          row[column] = metric.coordinate(rows[from + index * width + column]);
        }
        Arrays.fill(sums, 0);
        for (int column = 0; column < row.length; column += 2) {
          addSquares(
              blocks[block][column], row[column], blocks[block][column + 1], row[column + 1]);
        }
        take(index, block * BLOCK, Math.min(BLOCK, size - block * BLOCK));
      }
    }
    for (int index = 0; index < count; index++) {
      at = index * wanted;
      visitor.see(index, found[index]);
    }
  }

  /**
   * Two columns at a time, each an array of its own: of loops over several places of one array the
   * compiler makes no vector instructions.
   */
  private void addSquares(float[] left, float ofLeft, float[] right, float ofRight) {
    float[] onto = sums;
    for (int place = 0; place < onto.length; place++) {
      float p = ofLeft - left[place];
      float q = ofRight - right[place];
      onto[place] += p * p + q * q;
    }
  }

  /** Keeps the smallest sums, in ascending order; of equal ones those that come first. */
  private void take(int index, int first, int count) {
    int base = index * wanted;
    for (int place = 0; place < count; place++) {
      float sum = Math.min(Float.MAX_VALUE, sums[place]);
      boolean full = found[index] == wanted;
      if (full && sum >= squares[base + wanted - 1]) {
        continue;
      }
      if (sum == 0 && !itself[index]) {
        itself[index] = true;
        continue;
      }
      int slot = base + (full ? wanted - 1 : found[index]++);
      while (slot > base && squares[slot - 1] > sum) {
        squares[slot] = squares[slot - 1];
        places[slot] = places[slot - 1];
        slot--;
      }
      squares[slot] = sum;
      places[slot] = first + place;
    }
  }

  /** The distance of the visited row's neighbour, the nearest being number 0. */
  float distance(int number) {
    return (float) Math.sqrt(squares[at + number]);
  }

  /** The mean distance to the neighbours, each at least the neighbour's radius; 0 for none. */
  float reach(float[] radius, int number) {
    double sum = 0;
    for (int next = 0; next < number; next++) {
      sum += Math.max(radius[places[at + next]], distance(next));
    }
    return number == 0 ? 0 : (float) (sum / number);
  }

  /** The mean of the neighbours' values; 1 for no neighbours. */
  double mean(float[] values, int number) {
    double sum = 0;
    for (int next = 0; next < number; next++) {
      sum += values[places[at + next]];
    }
    return number == 0 ? 1 : sum / number;
  }
}
