package io.cordon.rows;

/**
 * Exact order statistics of every column: radix selection on the ordered bits of the floats, eight
 * bits a pass, for all ranks and {@value #COLUMNS} columns at a time. The counts merge by addition,
 * so the result depends on the multiset of rows alone.
 *
 * <p>Cost: four passes over the rows for each {@value #COLUMNS} columns begun; in each a shard
 * sends 2 KB a column and rank.
 */
public final class ColumnQuantiles {
  private static final int COLUMNS = 64;
  private static final int DIGIT_BITS = 8;
  private static final int DIGITS = 1 << DIGIT_BITS;

  private ColumnQuantiles() {}

  /**
   * The order statistics of these ranks, copies of a row counted: {@code ranks x width}. -0.0
   * counts as 0.0, and is returned as 0.0.
   *
   * @param rows of finite numbers
   * @param ranks each from 1 to {@code rows.count()}; 1 gives the columns' minima
   */
  public static float[][] of(Rows rows, long... ranks) {
    long count = rows.count();
    for (long rank : ranks) {
      if (rank < 1 || rank > count) {
        throw new IllegalArgumentException("a rank must lie in 1.." + count + ", not " + rank);
      }
    }
    float[][] values = new float[ranks.length][rows.width()];
    for (int first = 0; first < rows.width(); first += COLUMNS) {
      int columns = Math.min(COLUMNS, rows.width() - first);
      int[] keys = keys(rows, ranks, first, columns);
      for (int target = 0; target < keys.length; target++) {
        values[target / columns][first + target % columns] = OrderedBits.toFloat(keys[target]);
      }
    }
    return values;
  }

  /** The ordered bits of the order statistics: {@code ranks x columns}. */
  private static int[] keys(Rows rows, long[] ranks, int first, int columns) {
    int[] keys = new int[ranks.length * columns];
    long[] left = new long[keys.length]; // ranks among the rows that share the digits found so far
    for (int target = 0; target < keys.length; target++) {
      left[target] = ranks[target / columns];
    }
    for (int shift = Integer.SIZE - DIGIT_BITS; shift >= 0; shift -= DIGIT_BITS) {
      long[] counts = rows.fold(new CountDigits(first, columns, shift, keys));
      for (int target = 0; target < keys.length; target++) {
        int bin = target * DIGITS;
        while (left[target] > counts[bin]) {
          left[target] -= counts[bin++];
        }
        keys[target] = keys[target] << DIGIT_BITS | bin - target * DIGITS;
      }
    }
    return keys;
  }

  /**
   * Counts, for each rank and column, the rows that share the digits found so far by their next
   * digit: {@code ranks x columns x 256}.
   *
   * @param first the first column
   * @param shift bits below the next digit
   * @param found the digits found so far, {@code ranks x columns}
   */
  private record CountDigits(int first, int columns, int shift, int[] found)
      implements Fold<long[]> {
    private static final long serialVersionUID = 1L;

    @Override
    public String title() {
      return "quantiles of columns " + first + " to " + (first + columns - 1);
    }

    @Override
    public long[] zero() {
      return new long[found.length * DIGITS];
    }

    @Override
    public long[] gather(int shard, Block block) {
      long[] counts = zero();
      int width = block.width();
      for (int row = 0; row < block.distinct(); row++) {
        int copies = block.counts()[row];
        for (int column = 0; column < columns; column++) {
          long key =
              Integer.toUnsignedLong(OrderedBits.of(block.values()[row * width + first + column]));
          int digit = (int) (key >>> shift) & DIGITS - 1;
          int upper = (int) (key >>> shift + DIGIT_BITS); // 0 in the first pass, as found is
          for (int target = column; target < found.length; target += columns) {
            if (found[target] == upper) {
              counts[target * DIGITS + digit] += copies;
            }
          }
        }
      }
      return counts;
    }

    @Override
    public long[] merge(long[] left, long[] right) {
      for (int bin = 0; bin < left.length; bin++) {
        left[bin] += right[bin];
      }
      return left;
    }
  }
}
