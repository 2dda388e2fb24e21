package io.cordon.metric;

/**
 * One pass over groups of tied scores from the highest down, from which all ranking metrics follow.
 * A table too large for one machine is partitioned by ranges of score: each part is swept by
 * itself, knowing only how many rows there are in all and above it, and the sums are added.
 */
public final class RankingSweep {
  private static final long TEN = 10;

  private final ClassCounts totals;
  private ClassCounts above;
  private double lastScore = Double.NaN;
  private RankingSums sums = RankingSums.NONE;

  /**
   * A sweep over one part.
   *
   * @param totals rows of the whole table
   * @param above rows with a higher score than any of this part
   */
  public RankingSweep(ClassCounts totals, ClassCounts above) {
    this.totals = totals;
    this.above = above;
  }

  /**
   * Takes the next group.
   *
   * @throws IllegalArgumentException where its score is not lower than the last one's, or there are
   *     more rows than in all
   */
  public void add(ScoreGroup group) {
    if (group.score() >= lastScore) {
      throw new IllegalArgumentException(
          "groups come in descending order of score, not " + group.score() + " after " + lastScore);
    }
    ClassCounts size = new ClassCounts(group.anomalies(), group.normals());
    ClassCounts down = above.plus(size); // rows that score as high as this group or higher
    if (down.anomalies() > totals.anomalies() || down.normals() > totals.normals()) {
      throw new IllegalArgumentException(
          "there are "
              + totals
              + " in all, but "
              + down
              + " at or above the score "
              + group.score());
    }
    lastScore = group.score();
    if (size.rows() > 0) {
      sums = sums.plus(sumsOf(size, down));
    }
    above = down;
  }

  /** What the groups so far add to the metrics. */
  public RankingSums sums() {
    return sums;
  }

  private RankingSums sumsOf(ClassCounts size, ClassCounts down) {
    double normalsBelow = totals.normals() - down.normals();
    // Rows that score as low as this group or lower: all but those above, so one descending sweep
    // serves the ascending metric too.
    double normalsFromHere = totals.normals() - above.normals();
    double rowsFromHere = totals.rows() - above.rows();
    return new RankingSums(
        size,
        size.anomalies() * (normalsBelow + 0.5 * size.normals()),
        size.anomalies() * ((double) down.anomalies() / down.rows()),
        size.normals() * (normalsFromHere / rowsFromHere),
        expectedAnomalies(size, TEN),
        expectedAnomalies(size, totals.anomalies()));
  }

  /**
   * Expected anomalies that this group gives to the {@code highest} rows, where ties at the cut are
   * broken by chance.
   */
  private double expectedAnomalies(ClassCounts size, long highest) {
    long taken = Math.max(0, Math.min(highest - above.rows(), size.rows()));
    return taken == size.rows()
        ? size.anomalies()
        : (double) taken * size.anomalies() / size.rows();
  }
}
