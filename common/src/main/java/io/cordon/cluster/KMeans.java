package io.cordon.cluster;

import io.cordon.random.Seeds;
import io.cordon.rows.Block;
import io.cordon.rows.Fold;
import io.cordon.rows.LocalRows;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * K-means by Lloyd's iterations, one pass over all rows each, from centres that k-means++ (Arthur
 * and Vassilvitskii 2007) draws from one sample. A function of the rows, their shards and the seed
 * alone; a cluster that loses all rows keeps its centre.
 *
 * @param width features a row
 * @param centres {@code clusters x width}
 */
public record KMeans(int width, double[] centres) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Rows that the start is drawn from. */
  private static final int SAMPLE = 5_000;

  /**
   * Centres that move by less, squared and as a share of their own squares, stand: the same rows
   * give means that differ in the last bits, since they are summed around the centres before.
   */
  private static final double ROUNDING = 1e-24;

  private static final int SAMPLE_ITERATIONS = 20;
  private static final int CANDIDATES = 4;

  /**
   * The clusters of all rows.
   *
   * @param clusters at most; fewer where the sample has fewer distinct rows
   * @param iterations at most; they end when no centre moves but for rounding
   */
  public static KMeans of(Rows rows, int clusters, int iterations, long seed) {
    return plusPlus(rows.width(), rows.sample(SAMPLE, seed), clusters, seed)
        .moved(rows, iterations);
  }

  /** The clusters of a sample of the rows. */
  static KMeans ofSample(Rows rows, int clusters, long seed) {
    float[] sample = rows.sample(SAMPLE, seed);
    Rows alone = LocalRows.ofShards(rows.width(), List.of(Block.of(rows.width(), sample)));
    return plusPlus(rows.width(), sample, clusters, seed).moved(alone, SAMPLE_ITERATIONS);
  }

  /** The number of clusters. */
  public int size() {
    return centres.length / width;
  }

  /** The number of the cluster whose centre is nearest to a row; of equals the first. */
  public RowFunction cluster() {
    return new Nearest(this);
  }

  private KMeans moved(Rows rows, int iterations) {
    KMeans now = this;
    KMeans origin = new KMeans(width, new double[centres.length]);
    for (int iteration = 0; iteration < iterations; iteration++) {
      KMeans next = now.means(rows.fold(new Sums(now)));
      boolean still = next.apart(now) <= ROUNDING * next.apart(origin);
      now = next;
      if (still) {
        return now;
      }
    }
    return now;
  }

  /** The sum of the squared distances of each centre from the one of the same number. */
  private double apart(KMeans other) {
    double squares = 0;
    for (int place = 0; place < centres.length; place++) {
      double apart = centres[place] - other.centres[place];
      squares += apart * apart;
    }
    return squares;
  }

  private KMeans means(double[] sums) {
    double[] means = centres.clone();
    for (int cluster = 0; cluster < size(); cluster++) {
      double mass = sums[size() * width + cluster];
      for (int feature = 0; mass > 0 && feature < width; feature++) {
        means[cluster * width + feature] += sums[cluster * width + feature] / mass;
      }
    }
    return new KMeans(width, means);
  }

  /** The squared distance of a row from a centre. */
  private double distance(int cluster, float[] rows, int from) {
    double distance = 0;
    for (int feature = 0; feature < width; feature++) {
      double apart = rows[from + feature] - centres[cluster * width + feature];
      distance += apart * apart;
    }
    return distance;
  }

  /**
   * The numbers of the clusters nearest to some rows, with the work space for it; for one thread.
   */
  private final class Nearness {
    private final SquaredDistances squares = new SquaredDistances(width, centres);
    private final double[] distances = new double[size() * SquaredDistances.ROWS];
    private final double[] least = new double[SquaredDistances.ROWS];

    /**
     * Finds the clusters, of equals the first.
     *
     * @param rows {@code count x width} from index {@code from} on
     * @param nearest receives {@code count} numbers from index {@code to} on
     */
    void of(float[] rows, int from, int count, float[] nearest, int to) {
      for (int done = 0; done < count; done += SquaredDistances.ROWS) {
        int some = Math.min(SquaredDistances.ROWS, count - done);
        squares.of(rows, from + done * width, some, distances);
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(nearest, to + done, to + done + some, 0);
        for (int cluster = 0; cluster < size(); cluster++) {
          for (int row = 0; row < some; row++) {
            if (distances[cluster * SquaredDistances.ROWS + row] < least[row]) {
              least[row] = distances[cluster * SquaredDistances.ROWS + row];
              nearest[to + done + row] = cluster;
            }
          }
        }
      }
    }
  }

  /**
   * k-means++: every next centre is a row drawn with its squared distance from the others; of
   * {@link #CANDIDATES} drawn the one that leaves the least sum of squared distances.
   */
  private static KMeans plusPlus(int width, float[] sample, int clusters, long seed) {
    int rows = sample.length / width;
    SplittableRandom random = Seeds.stream(seed, "k-means", 0, -1);
    double[] distances = new double[rows];
    Arrays.fill(distances, 1);
    KMeans chosen = new KMeans(width, new double[0]);
    for (double sum = rows; chosen.size() < clusters && sum > 0; ) {
      double[] weights = distances;
      double drawnFrom = sum;
      sum = Double.POSITIVE_INFINITY;
      KMeans before = chosen;
      for (int candidate = 0; candidate < CANDIDATES; candidate++) {
        int row = drawn(weights, random.nextDouble() * drawnFrom);
        KMeans with = before.and(sample, row * width);
        double[] left = with.distances(sample, before.size() == 0 ? null : weights);
        double leftSum = 0;
        for (double distance : left) {
          leftSum += distance;
        }
        if (leftSum < sum) {
          sum = leftSum;
          distances = left;
          chosen = with;
        }
      }
    }
    return chosen;
  }

  /** These centres and one more. */
  private KMeans and(float[] sample, int from) {
    double[] more = Arrays.copyOf(centres, centres.length + width);
    for (int feature = 0; feature < width; feature++) {
      more[centres.length + feature] = sample[from + feature];
    }
    return new KMeans(width, more);
  }

  /** The rows' squared distances from the nearest centre, given those from all but the last. */
  private double[] distances(float[] sample, double[] fromOthers) {
    double[] distances = new double[sample.length / width];
    for (int row = 0; row < distances.length; row++) {
      double distance = distance(size() - 1, sample, row * width);
      distances[row] = fromOthers == null ? distance : Math.min(fromOthers[row], distance);
    }
    return distances;
  }

  private static int drawn(double[] weights, double point) {
    int last = 0;
    double upTo = 0;
    for (int index = 0; index < weights.length; index++) {
      if (weights[index] > 0) {
        last = index;
        upTo += weights[index];
        if (upTo > point) {
          return index;
        }
      }
    }
    return last;
  }

  /** Sums of the rows around their nearest centre, {@code clusters x width}, then their numbers. */
  private record Sums(KMeans clusters) implements Fold<double[]> {
    private static final long serialVersionUID = 1L;

    @Override
    public String title() {
      return "move the centres of K-means";
    }

    @Override
    public double[] zero() {
      return new double[clusters.size() * (clusters.width + 1)];
    }

    @Override
    public double[] gather(int shard, Block block) {
      double[] sums = zero();
      int width = clusters.width;
      float[] numbers = clusters.cluster().applyTo(block);
      for (int row = 0; row < block.distinct(); row++) {
        int nearest = (int) numbers[row];
        double copies = block.counts()[row];
        for (int feature = 0; feature < width; feature++) {
          double apart =
              block.values()[row * width + feature] - clusters.centres[nearest * width + feature];
          sums[nearest * width + feature] += copies * apart;
        }
        sums[clusters.size() * width + nearest] += copies;
      }
      return sums;
    }

    @Override
    public double[] merge(double[] left, double[] right) {
      for (int place = 0; place < left.length; place++) {
        left[place] += right[place];
      }
      return left;
    }
  }

  private record Nearest(KMeans clusters) implements RowFunction {
    private static final long serialVersionUID = 1L;

    @Override
    public int inputs() {
      return clusters.width;
    }

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public Pass open() {
      return clusters.new Nearness()::of;
    }
  }
}
