package io.cordon.detector.duad;

import io.cordon.rows.Block;
import io.cordon.rows.Fold;
import io.cordon.rows.RowFunction;
import io.cordon.rows.RowPredicate;
import io.cordon.rows.Rows;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Which rows are taken for normal: those whose value is kept.
 *
 * @param value a function with one output
 */
record Selection(RowFunction value, RowPredicate keeps) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** All rows. */
  static Selection everything(int width) {
    return new Selection(new Zero(width), new AtMost(0));
  }

  /** The selected rows, in their shards; the rows themselves where everything is selected. */
  Rows of(Rows rows) {
    return value instanceof Zero ? rows : rows.where(value, keeps);
  }

  /** Rows that one of two selections takes and the other does not, copies included. */
  static long differing(Rows rows, Selection one, Selection other) {
    return rows.fold(new Differing(one, other));
  }

  /**
   * Keeps the rows of some clusters; the value is the cluster's number.
   *
   * @param kept whether each cluster is kept
   */
  record Clusters(boolean[] kept) implements RowPredicate {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean keeps(float value) {
      return kept[(int) value];
    }
  }

  /** Keeps the rows whose value is at most {@code most}. */
  record AtMost(float most) implements RowPredicate {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean keeps(float value) {
      return value <= most;
    }
  }

  private record Zero(int inputs) implements RowFunction {
    private static final long serialVersionUID = 1L;

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public Pass open() {
      return (rows, from, count, outputs, to) -> Arrays.fill(outputs, to, to + count, 0);
    }
  }

  private record Differing(Selection one, Selection other) implements Fold<Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public String title() {
      return "compare two selections";
    }

    @Override
    public Long zero() {
      return 0L;
    }

    @Override
    public Long gather(int shard, Block block) {
      float[] ones = one.value.applyTo(block);
      float[] others = other.value.applyTo(block);
      long differing = 0;
      for (int row = 0; row < ones.length; row++) {
        boolean agree = one.keeps.keeps(ones[row]) == other.keeps.keeps(others[row]);
        differing += agree ? 0 : block.counts()[row];
      }
      return differing;
    }

    @Override
    public Long merge(Long left, Long right) {
      return left + right;
    }
  }
}
