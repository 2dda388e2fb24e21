package io.cordon.rows;

import java.io.Serializable;

/**
 * The exact order statistic of a score over all rows of a cluster: radix selection on the ordered
 * bits of the float. A first pass counts the rows by the upper 16 bits and finds the bin that holds
 * the rank; a second pass counts that bin by the lower 16 bits. The counts merge by addition, so
 * the result depends neither on the partitioning nor on the order in which tasks end, and a task
 * sends 0.8 MB at most, at any scale.
 */
public final class RadixSelection {
  private static final int HALF_BITS = 16;
  private static final int LOWER_HALF = (1 << HALF_BITS) - 1;

  private RadixSelection() {}

  /**
   * The {@code rank}-th smallest score, copies of a row counted. -0.0 counts as 0.0, and is
   * returned as 0.0.
   *
   * @param score a function with one output
   * @param rank from 1 to {@code rows.count()}
   * @throws io.cordon.error.UserException (bad data) where any score is NaN or infinite
   * @throws IllegalArgumentException where the rank is out of range
   */
  public static float select(Rows rows, RowFunction score, long rank) {
    if (rank < 1 || rank > rows.count()) {
      throw new IllegalArgumentException("rank must lie in 1.." + rows.count() + ", not " + rank);
    }
    requireScore(rows, score);
    UpperCounts upper = rows.fold(new CountUpperHalves(score));
    upper.nonFinite().refuse();
    Position bin = locate(upper.histogram(), rank);
    SparseHistogram lower = rows.fold(new CountLowerHalves(score, bin.bin()));
    if (lower.total() != bin.rows()) {
      throw new IllegalStateException(
          "the score gave "
              + bin.rows()
              + " rows, then "
              + lower.total()
              + ", in the same bin: it is not a function of the row");
    }
    return OrderedBits.toFloat(bin.bin() << HALF_BITS | locate(lower, bin.rankInBin()).bin());
  }

  /**
   * The rank of a quantile: {@code max(1, ⌈share · count⌉)}, where a product that misses a whole
   * number by rounding alone counts as that number. By Theorem 3.1 of the OC-NN paper (arXiv
   * 1802.06360) the score of this rank minimises the objective over r.
   *
   * @param share from 0 to 1
   * @param count rows, at least 1
   */
  public static long rank(double share, long count) {
    if (!(share >= 0 && share <= 1) || count < 1) {
      throw new IllegalArgumentException(
          "a rank needs a share in [0, 1] and at least one row, not " + share + " of " + count);
    }
    double product = share * count;
    // The share and the product are each off by half an ulp at most; 1e-9 rules below some million
    // rows.
    double slack = Math.max(1e-9, 2 * Math.ulp(product));
    return Math.max(1, (long) Math.ceil(product - slack));
  }

  static void requireScore(Rows rows, RowFunction score) {
    if (score.outputs() != 1 || score.inputs() != rows.width()) {
      throw new IllegalArgumentException(
          "a score of rows with "
              + rows.width()
              + " features takes that many and gives 1 number, not "
              + score.inputs()
              + " and "
              + score.outputs());
    }
  }

  private static Position locate(SparseHistogram histogram, long rank) {
    long below = 0;
    for (int index = 0; index < histogram.bins().length; index++) {
      long rows = histogram.counts()[index];
      if (rank <= below + rows) {
        return new Position(histogram.bins()[index], rank - below, rows);
      }
      below += rows;
    }
    throw new IllegalStateException(
        "rank " + rank + " lies beyond the " + below + " rows that were counted");
  }

  /** Where a rank lies: in which bin, as which of that bin's rows. */
  private record Position(int bin, long rankInBin, long rows) {}

  private record UpperCounts(SparseHistogram histogram, NonFiniteScores nonFinite)
      implements Serializable {}

  private record CountUpperHalves(RowFunction score) implements Fold<UpperCounts> {
    @Override
    public UpperCounts zero() {
      return new UpperCounts(SparseHistogram.EMPTY, NonFiniteScores.NONE);
    }

    @Override
    public UpperCounts gather(int shard, Block block) {
      float[] scores = score.applyTo(block);
      SparseHistogram.Counter counter = new SparseHistogram.Counter(HALF_BITS);
      for (int row = 0; row < scores.length; row++) {
        counter.add(OrderedBits.of(scores[row]) >>> HALF_BITS, block.counts()[row]);
      }
      return new UpperCounts(counter.histogram(), NonFiniteScores.in(scores, block.counts()));
    }

    @Override
    public UpperCounts merge(UpperCounts left, UpperCounts right) {
      return new UpperCounts(
          left.histogram().plus(right.histogram()), left.nonFinite().plus(right.nonFinite()));
    }
  }

  private record CountLowerHalves(RowFunction score, int upperHalf)
      implements Fold<SparseHistogram> {
    @Override
    public SparseHistogram zero() {
      return SparseHistogram.EMPTY;
    }

    @Override
    public SparseHistogram gather(int shard, Block block) {
      float[] scores = score.applyTo(block);
      SparseHistogram.Counter counter = new SparseHistogram.Counter(HALF_BITS);
      for (int row = 0; row < scores.length; row++) {
        int key = OrderedBits.of(scores[row]);
        if (key >>> HALF_BITS == upperHalf) {
          counter.add(key & LOWER_HALF, block.counts()[row]);
        }
      }
      return counter.histogram();
    }

    @Override
    public SparseHistogram merge(SparseHistogram left, SparseHistogram right) {
      return left.plus(right);
    }
  }
}
