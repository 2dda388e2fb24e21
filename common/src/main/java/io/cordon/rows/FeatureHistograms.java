package io.cordon.rows;

import java.io.Serializable;

/**
 * How the features of all rows are spread, from one pass: numbers by {@link FloatBins}, and of
 * one-hot features how many rows have them. Only whole numbers are summed, so the result depends on
 * the multiset of rows alone.
 */
public final class FeatureHistograms implements Serializable {
  private static final long serialVersionUID = 1L;

  private final SparseHistogram[] numbers;
  private final long[] ones;

  private FeatureHistograms(SparseHistogram[] numbers, long[] ones) {
    this.numbers = numbers;
    this.ones = ones;
  }

  /**
   * One pass over the rows.
   *
   * @param numbers how many of the features are numbers; they come first
   * @param oneHot how many of the features are one-hot; they follow, and others are passed over
   */
  public static FeatureHistograms of(Rows rows, int numbers, int oneHot) {
    return rows.fold(new Gather(rows.width(), numbers, oneHot));
  }

  /** Rows that have a one-hot feature, by its index among all features. */
  public long ones(int feature) {
    return ones[feature - numbers.length];
  }

  /**
   * Quantiles of a number at evenly spaced shares from 0 to 1, each as the lowest value of its bin.
   *
   * @param count how many, at least 2
   * @param filled what stands in where there is no value
   * @param missing rows without a value, which are left out; fewer than all rows
   */
  public float[] quantiles(int feature, int count, float filled, long missing) {
    SparseHistogram all = numbers[feature];
    long[] counts = without(all, FloatBins.of(filled), missing);
    long rows = 0;
    for (long here : counts) {
      rows += here;
    }
    float[] quantiles = new float[count];
    int bin = 0;
    long upTo = counts[0];
    for (int index = 0; index < count; index++) {
      long rank = RadixSelection.rank(index / (count - 1.0), rows);
      while (upTo < rank) {
        upTo += counts[++bin];
      }
      quantiles[index] = FloatBins.lowest(all.bins()[bin]);
    }
    return quantiles;
  }

  /** The stand-in is known up to rounding, which may put it into a neighbouring bin. */
  private static long[] without(SparseHistogram all, int bin, long rows) {
    long[] counts = all.counts().clone();
    long left = rows;
    for (int near : new int[] {bin, bin - 1, bin + 1}) {
      int place = java.util.Arrays.binarySearch(all.bins(), near);
      if (place >= 0) {
        long taken = Math.min(left, counts[place]);
        counts[place] -= taken;
        left -= taken;
      }
    }
    return counts;
  }

  private record Gather(int width, int numbers, int oneHot) implements Fold<FeatureHistograms> {
    private static final long serialVersionUID = 1L;

    @Override
    public String title() {
      return "profile of the features";
    }

    @Override
    public FeatureHistograms zero() {
      SparseHistogram[] none = new SparseHistogram[numbers];
      java.util.Arrays.fill(none, SparseHistogram.EMPTY);
      return new FeatureHistograms(none, new long[oneHot]);
    }

    @Override
    public FeatureHistograms gather(int shard, Block block) {
      FeatureHistograms gathered = zero();
      for (int feature = 0; feature < numbers; feature++) {
        SparseHistogram.Counter counter = new SparseHistogram.Counter(FloatBins.BITS);
        for (int row = 0; row < block.distinct(); row++) {
          counter.add(FloatBins.of(block.values()[row * width + feature]), block.counts()[row]);
        }
        gathered.numbers[feature] = counter.histogram();
      }
      for (int row = 0; row < block.distinct(); row++) {
        for (int feature = numbers; feature < numbers + oneHot; feature++) {
          if (block.values()[row * width + feature] != 0) {
            gathered.ones[feature - numbers] += block.counts()[row];
          }
        }
      }
      return gathered;
    }

    @Override
    public FeatureHistograms merge(FeatureHistograms left, FeatureHistograms right) {
      for (int feature = 0; feature < numbers; feature++) {
        left.numbers[feature] = left.numbers[feature].plus(right.numbers[feature]);
      }
      for (int feature = 0; feature < left.ones.length; feature++) {
        left.ones[feature] += right.ones[feature];
      }
      return left;
    }
  }
}
