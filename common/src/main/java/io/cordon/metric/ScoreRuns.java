package io.cordon.metric;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;

/**
 * Scores in descending order, each once, with how many rows of each class have it: what a part of a
 * table contributes to its ranking.
 *
 * @param scores strictly descending
 * @param anomalies rows of each score that are anomalies
 * @param normals rows of each score that are not
 */
public record ScoreRuns(double[] scores, long[] anomalies, long[] normals) implements Serializable {
  private static final ScoreRuns NONE = new ScoreRuns(new double[0], new long[0], new long[0]);

  /**
   * The runs of single rows.
   *
   * @param ofAnomalies their scores, in any order; sorted here, as are the others
   */
  public static ScoreRuns of(double[] ofAnomalies, double[] ofNormals) {
    return merge(sorted(ofAnomalies, true), sorted(ofNormals, false));
  }

  private static ScoreRuns sorted(double[] values, boolean anomalies) {
    Arrays.sort(values);
    double[] scores = new double[values.length];
    long[] counts = new long[values.length];
    int runs = 0;
    for (int place = values.length - 1; place >= 0; place--) {
      double score = values[place] + 0.0; // -0 and 0 are one score
      if (runs == 0 || scores[runs - 1] != score) {
        scores[runs++] = score;
      }
      counts[runs - 1]++;
    }
    double[] distinct = Arrays.copyOf(scores, runs);
    long[] some = Arrays.copyOf(counts, runs);
    return anomalies
        ? new ScoreRuns(distinct, some, new long[runs])
        : new ScoreRuns(distinct, new long[runs], some);
  }

  /** The runs of all parts together. */
  public static ScoreRuns merge(Collection<ScoreRuns> parts) {
    // Always the two oldest: every run is copied as often as there are halvings of the parts.
    Deque<ScoreRuns> queue = new ArrayDeque<>(parts);
    while (queue.size() > 1) {
      queue.addLast(merge(queue.removeFirst(), queue.removeFirst()));
    }
    return queue.isEmpty() ? NONE : queue.getFirst();
  }

  private static ScoreRuns merge(ScoreRuns left, ScoreRuns right) {
    int most = Math.addExact(left.scores.length, right.scores.length);
    double[] scores = new double[most];
    long[] anomalies = new long[most];
    long[] normals = new long[most];
    int runs = 0;
    int l = 0;
    int r = 0;
    while (l < left.scores.length || r < right.scores.length) {
      boolean takesLeft =
          r == right.scores.length || l < left.scores.length && left.scores[l] >= right.scores[r];
      boolean takesRight =
          l == left.scores.length || r < right.scores.length && right.scores[r] >= left.scores[l];
      scores[runs] = takesLeft ? left.scores[l] : right.scores[r];
      anomalies[runs] = (takesLeft ? left.anomalies[l] : 0) + (takesRight ? right.anomalies[r] : 0);
      normals[runs] = (takesLeft ? left.normals[l] : 0) + (takesRight ? right.normals[r] : 0);
      l += takesLeft ? 1 : 0;
      r += takesRight ? 1 : 0;
      runs++;
    }
    return new ScoreRuns(
        Arrays.copyOf(scores, runs), Arrays.copyOf(anomalies, runs), Arrays.copyOf(normals, runs));
  }

  /** At most so many of the scores, evenly spaced, the lowest among them. */
  public double[] sample(int most) {
    int count = Math.min(most, scores.length);
    double[] sample = new double[count];
    for (int place = 0; place < count; place++) {
      sample[place] = scores[(int) ((place + 1L) * scores.length / count) - 1];
    }
    return sample;
  }

  /**
   * Cuts into ranges of score: range i holds the scores of at least {@code bounds[i]} that no
   * earlier range holds, the last one all that are left.
   *
   * @param bounds descending
   * @return one more than there are bounds
   */
  public ScoreRuns[] cut(double[] bounds) {
    ScoreRuns[] ranges = new ScoreRuns[bounds.length + 1];
    int from = 0;
    for (int range = 0; range < ranges.length; range++) {
      int to = range == bounds.length ? scores.length : firstBelow(bounds[range], from);
      ranges[range] =
          new ScoreRuns(
              Arrays.copyOfRange(scores, from, to),
              Arrays.copyOfRange(anomalies, from, to),
              Arrays.copyOfRange(normals, from, to));
      from = to;
    }
    return ranges;
  }

  private int firstBelow(double bound, int from) {
    int low = from;
    int high = scores.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (scores[middle] >= bound) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Rows of each class. */
  public ClassCounts counts() {
    return new ClassCounts(Arrays.stream(anomalies).sum(), Arrays.stream(normals).sum());
  }

  /** Sweeps over all runs. */
  public void sweep(RankingSweep sweep) {
    for (int run = 0; run < scores.length; run++) {
      sweep.add(new ScoreGroup(scores[run], anomalies[run], normals[run]));
    }
  }
}
