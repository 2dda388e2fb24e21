package io.cordon.rows;

import java.io.Serializable;

/**
 * How the scores of all rows are spread, from one pass. Deterministic: sums are taken in double in
 * the order of the shards.
 *
 * @param count rows, copies included
 * @param min lowest score
 * @param max highest score
 * @param mean arithmetic mean
 * @param sd root of the mean squared distance from the mean (divided by the count)
 * @param threshold what {@code above} was counted against
 * @param above rows with a score higher than the threshold
 * @param quantiles the scores at the shares 0, 0.001, ..., 1, ascending: the first is {@code min},
 *     the last {@code max}; in between each is the lower edge of a bin of relative width 2^-11 that
 *     holds the exact quantile
 */
public record ScoreProfile(
    long count,
    float min,
    float max,
    double mean,
    double sd,
    float threshold,
    long above,
    float[] quantiles) {
  private static final int QUANTILES = 1001;

  /** The profile without a threshold: {@code above} is 0. */
  public static ScoreProfile of(Rows rows, RowFunction score) {
    return of(rows, score, Float.POSITIVE_INFINITY);
  }

  /**
   * The profile of all rows' scores.
   *
   * @param score a function with one output
   * @param threshold rows scoring higher are counted
   * @throws io.cordon.error.UserException (bad data) where any score is NaN or infinite
   * @throws IllegalArgumentException where there are no rows
   */
  public static ScoreProfile of(Rows rows, RowFunction score, float threshold) {
    RadixSelection.requireScore(rows, score);
    Gathered all = rows.fold(new Gather(score, threshold));
    all.nonFinite().refuse();
    long count = all.nonFinite().rows();
    if (count == 0) {
      throw new IllegalArgumentException("a profile of scores needs at least one row");
    }
    double sd = Math.sqrt(Math.max(0, all.squares() / count));
    return new ScoreProfile(
        count, all.min(), all.max(), all.mean(), sd, threshold, all.above(), quantiles(all, count));
  }

  /** The share of rows above the threshold, from 0 to 1. */
  public double observedRate() {
    return (double) above / count;
  }

  /**
   * Scores as the lower edges of their bins. In a profile's quantiles a score stands for itself
   * where it is the least or the greatest, and for its bin in between; in the edges an equal score
   * is equal in all profiles.
   */
  public static float[] binned(float[] scores) {
    float[] edges = new float[scores.length];
    for (int index = 0; index < scores.length; index++) {
      edges[index] = FloatBins.lowest(FloatBins.of(scores[index]));
    }
    return edges;
  }

  private static float[] quantiles(Gathered all, long count) {
    SparseHistogram histogram = all.histogram();
    float[] quantiles = new float[QUANTILES];
    int bin = 0;
    long upTo = histogram.counts()[0];
    for (int index = 0; index < QUANTILES; index++) {
      long rank = RadixSelection.rank(index / (QUANTILES - 1.0), count);
      while (upTo < rank) {
        upTo += histogram.counts()[++bin];
      }
      // The lower edge, so that a score which half of the rows share is not taken to lie below
      // them.
      float edge = FloatBins.lowest(histogram.bins()[bin]);
      quantiles[index] = Math.max(all.min(), Math.min(all.max(), edge));
    }
    quantiles[QUANTILES - 1] = all.max();
    return quantiles;
  }

  /**
   * What is known of some of the rows: {@code squares} is the sum of squared distances from their
   * own mean.
   */
  private record Gathered(
      NonFiniteScores nonFinite,
      float min,
      float max,
      double mean,
      double squares,
      long above,
      SparseHistogram histogram)
      implements Serializable {

    long rows() {
      return nonFinite.rows();
    }
  }

  private record Gather(RowFunction score, float threshold) implements Fold<Gathered> {
    @Override
    public Gathered zero() {
      return new Gathered(
          NonFiniteScores.NONE,
          Float.POSITIVE_INFINITY,
          Float.NEGATIVE_INFINITY,
          0,
          0,
          0,
          SparseHistogram.EMPTY);
    }

    @Override
    public Gathered gather(int shard, Block block) {
      float[] scores = score.applyTo(block);
      NonFiniteScores nonFinite = NonFiniteScores.in(scores, block.counts());
      SparseHistogram.Counter counter = new SparseHistogram.Counter(FloatBins.BITS);
      float min = Float.POSITIVE_INFINITY;
      float max = Float.NEGATIVE_INFINITY;
      double sum = 0;
      long above = 0;
      for (int row = 0; row < scores.length; row++) {
        int copies = block.counts()[row];
        float value = scores[row] + 0.0f; // -0.0 becomes 0.0, as in the histogram
        counter.add(FloatBins.of(value), copies);
        min = Math.min(min, value);
        max = Math.max(max, value);
        sum += (double) value * copies;
        above += value > threshold ? copies : 0;
      }
      double mean = nonFinite.rows() == 0 ? 0 : sum / nonFinite.rows();
      return new Gathered(
          nonFinite,
          min,
          max,
          mean,
          squares(scores, block.counts(), mean),
          above,
          counter.histogram());
    }

    private static double squares(float[] scores, int[] counts, double mean) {
      double squares = 0;
      for (int row = 0; row < scores.length; row++) {
        squares += (scores[row] - mean) * (scores[row] - mean) * counts[row];
      }
      return squares;
    }

    /**
     * Means and squares join without cancellation: Chan, Golub and LeVeque, Updating formulae for
     * computing sample variances (1979).
     */
    @Override
    public Gathered merge(Gathered left, Gathered right) {
      long rows = left.rows() + right.rows();
      double share = rows == 0 ? 0 : (double) right.rows() / rows;
      double apart = right.mean() - left.mean();
      return new Gathered(
          left.nonFinite().plus(right.nonFinite()),
          Math.min(left.min(), right.min()),
          Math.max(left.max(), right.max()),
          left.mean() + apart * share,
          left.squares() + right.squares() + apart * apart * left.rows() * share,
          left.above() + right.above(),
          left.histogram().plus(right.histogram()));
    }
  }
}
