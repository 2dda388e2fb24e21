package io.cordon.spark.features;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Exact order statistics of numeric columns by radix selection on the bits of the doubles: the
 * profile knows the first 16, each pass here finds 16 more for all wanted statistics at once, and
 * stops as soon as the rest of the bits is known to be zero.
 */
final class QuantileRefinement implements RowSummary<QuantileRefinement> {
  private static final long serialVersionUID = 1L;

  private final ColumnReader[] readers;
  private final long[] keys;
  private final int[] known;
  private final Buckets[] counts;

  private QuantileRefinement(ColumnReader[] readers, long[] keys, int[] known) {
    this.readers = readers;
    this.keys = keys;
    this.known = known;
    this.counts = new Buckets[readers.length];
    for (int target = 0; target < counts.length; target++) {
      counts[target] = new Buckets();
    }
  }

  /**
   * Finds order statistics.
   *
   * @param rows the table's rows
   * @param targets what to find; finite values count, others do not
   * @return the values, in the order of the targets
   */
  static double[] values(JavaRDD<InternalRow> rows, List<Target> targets) {
    Bracket[] brackets = new Bracket[targets.size()];
    for (int target = 0; target < brackets.length; target++) {
      brackets[target] = targets.get(target).bracket();
    }
    for (List<Integer> open = open(brackets); !open.isEmpty(); open = open(brackets)) {
      QuantileRefinement counted =
          InternalRows.summarise(rows, of(targets, brackets, open), "features: exact quantiles");
      for (int index = 0; index < open.size(); index++) {
        brackets[open.get(index)] = brackets[open.get(index)].refined(counted.counts[index]);
      }
    }
    double[] values = new double[brackets.length];
    for (int target = 0; target < values.length; target++) {
      values[target] = brackets[target].value();
    }
    return values;
  }

  private static List<Integer> open(Bracket[] brackets) {
    List<Integer> open = new ArrayList<>();
    for (int target = 0; target < brackets.length; target++) {
      if (!brackets[target].isExact()) {
        open.add(target);
      }
    }
    return open;
  }

  private static QuantileRefinement of(
      List<Target> targets, Bracket[] brackets, List<Integer> open) {
    ColumnReader[] readers = new ColumnReader[open.size()];
    long[] keys = new long[open.size()];
    int[] known = new int[open.size()];
    for (int index = 0; index < readers.length; index++) {
      readers[index] = targets.get(open.get(index)).reader();
      keys[index] = brackets[open.get(index)].key();
      known[index] = brackets[open.get(index)].known();
    }
    return new QuantileRefinement(readers, keys, known);
  }

  @Override
  public QuantileRefinement fresh() {
    return new QuantileRefinement(readers, keys, known);
  }

  @Override
  public void add(InternalRow row) {
    for (int target = 0; target < readers.length; target++) {
      if (!readers[target].isNull(row)) {
        double value = readers[target].number(row) + 0.0; // so that -0 counts as 0
        if (Math.abs(value) <= Double.MAX_VALUE) {
          long key = OrderedBits.key(value);
          if ((key ^ keys[target]) >>> (64 - known[target]) == 0) {
            counts[target].add((int) (key >>> (48 - known[target])) & 0xFFFF);
          }
        }
      }
    }
  }

  @Override
  public QuantileRefinement merge(QuantileRefinement other) {
    for (int target = 0; target < counts.length; target++) {
      counts[target].add(other.counts[target]);
    }
    return this;
  }

  /**
   * An order statistic to be found.
   *
   * @param reader reads its column
   * @param bracket what is known of it
   */
  record Target(ColumnReader reader, Bracket bracket) {}
}
