package io.cordon.cluster;

/**
 * The squared distances of rows from points, {@code Σ (f (x - p))²}, with their work space; for one
 * thread. Some rows at a time are laid down feature by feature, so that the loop that costs runs
 * over rows and not over a sum: the compiler turns it into vector instructions. The features of a
 * distance are added in their order, in double, so that a row's distances have the same bits
 * wherever it stands.
 */
public final class SquaredDistances {
  /** Rows that one call takes: their numbers in double stay in the cache. */
  public static final int ROWS = 128;

  private final int width;
  private final double[] points;
  private final double[] factors;
  private final double[][] columns;
  private final double[] sums = new double[ROWS];

  /**
   * Plain distances.
   *
   * @param points {@code points x width}
   */
  public SquaredDistances(int width, double[] points) {
    this(width, points, null);
  }

  /**
   * Distances in which every feature counts by a factor of the point.
   *
   * @param factors f, {@code points x width}; null for 1
   */
  SquaredDistances(int width, double[] points, double[] factors) {
    this.width = width;
    this.points = points;
    this.factors = factors;
    columns = new double[width][ROWS];
  }

  /** The number of points. */
  public int size() {
    return points.length / width;
  }

  /**
   * Measures some rows.
   *
   * @param rows {@code count x width} from index {@code from} on
   * @param count at most {@link #ROWS}
   * @param distances receives {@code points x ROWS}: the distance of row r from point p stands at
   *     {@code p ROWS + r}
   */
  public void of(float[] rows, int from, int count, double[] distances) {
    for (int feature = 0; feature < width; feature++) {
      double[] column = columns[feature];
      for (int row = 0; row < count; row++) {
        column[row] = rows[from + row * width + feature];
      }
    }
    for (int point = 0; point < size(); point++) {
      measure(point, count);
      System.arraycopy(sums, 0, distances, point * ROWS, count);
    }
  }

  private void measure(int point, int count) {
    java.util.Arrays.fill(sums, 0, count, 0);
    int at = point * width;
    int feature = 0;
    for (; feature + 3 < width; feature += 4) {
      if (factors == null) {
        addFour(feature, at + feature, count);
      } else {
        addFourByFactors(feature, at + feature, count);
      }
    }
    for (; feature < width; feature++) {
      double factor = factors == null ? 1 : factors[at + feature];
      add(columns[feature], points[at + feature], factor, sums, count);
    }
  }

  private void addFour(int feature, int at, int count) {
    add(
        columns[feature],
        columns[feature + 1],
        columns[feature + 2],
        columns[feature + 3],
        points[at],
        points[at + 1],
        points[at + 2],
        points[at + 3],
        sums,
        count);
  }

  private void addFourByFactors(int feature, int at, int count) {
    add(
        columns[feature],
        columns[feature + 1],
        points[at],
        points[at + 1],
        factors[at],
        factors[at + 1],
        sums,
        count);
    add(
        columns[feature + 2],
        columns[feature + 3],
        points[at + 2],
        points[at + 3],
        factors[at + 2],
        factors[at + 3],
        sums,
        count);
  }

  // The loops below run over arrays of their own, not over parts of one: only then does the
  // compiler know that they do not overlap, and uses vectors. Several features go into a sum while
  // it is in a register.

  private static void add(double[] one, double point, double factor, double[] sums, int count) {
    for (int row = 0; row < count; row++) {
      double apart = factor * (one[row] - point);
      sums[row] += apart * apart;
    }
  }

  private static void add(
      double[] one,
      double[] two,
      double point1,
      double point2,
      double factor1,
      double factor2,
      double[] sums,
      int count) {
    for (int row = 0; row < count; row++) {
      double apart1 = factor1 * (one[row] - point1);
      double apart2 = factor2 * (two[row] - point2);
      sums[row] = (sums[row] + apart1 * apart1) + apart2 * apart2;
    }
  }

  private static void add(
      double[] one,
      double[] two,
      double[] three,
      double[] four,
      double point1,
      double point2,
      double point3,
      double point4,
      double[] sums,
      int count) {
    for (int row = 0; row < count; row++) {
      double apart1 = one[row] - point1;
      double apart2 = two[row] - point2;
      double apart3 = three[row] - point3;
      double apart4 = four[row] - point4;
      sums[row] =
          (((sums[row] + apart1 * apart1) + apart2 * apart2) + apart3 * apart3) + apart4 * apart4;
    }
  }
}
