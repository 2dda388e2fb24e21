package io.cordon.detector.neighbours;

import io.cordon.config.Settings;
import io.cordon.detector.Detector;
import io.cordon.detector.Fitted;
import io.cordon.detector.Metric;
import io.cordon.network.Engine;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;
import io.cordon.training.Training;
import java.util.List;
import java.util.TreeMap;

/**
 * How far a row is from the k nearest of a uniform sample of the training rows, in the units of the
 * scaled features and at least 0. The score is one of
 *
 * <pre>
 * distance              the mean distance to the k nearest
 * local-outlier-factor  r(x) / mean of r(o) over the k nearest o, where
 *                       r(x) = mean over o of max(radius of o, |x - o|)
 * </pre>
 *
 * where the radius of o is its distance to its own k-th nearest. The factor, about 1 inside a
 * cluster of any density, finds rows that lie sparser than those around them.
 *
 * <p>One row of the sample that equals the row in question is taken for the row itself and passed
 * over, so that a row that trained is scored as if it had not. Where the sample has fewer than k
 * others, all of them count; where it has none, the score is 0.
 *
 * <p>Sources: Ramaswamy, Rastogi, Shim, "Efficient algorithms for mining outliers from large data
 * sets" (2000), there the distance to the k-th; Angiulli, Pizzuti (2002), the mean over k; Breunig,
 * Kriegel, Ng, Sander, "LOF: identifying density-based local outliers" (2000), definitions 5 to 7;
 * a baseline of paper 004. Deviations: neighbours are looked for in a sample; of several at the
 * k-th distance only as many count as make k; r(o) is at least a millionth of its mean over the
 * sample, so that copies of a row make no infinite density.
 *
 * <p>Distances are sums in float over the features in their order, exact where rows are equal and
 * never by a product that cancels. A row costs sample x width operations; fitting the factor, on
 * the driver, sample² x width. The model holds the sample. The control without training knows one
 * row, the origin.
 */
public final class NearestNeighbours implements Detector {
  public static final String NAME = "nearest-neighbours";
  private static final String REFERENCE = NAME + ".reference";
  private static final String RADIUS = NAME + ".radius";
  private static final String REACH = NAME + ".reach";
  private static final double LEAST_REACH = 1e-6;

  /** What is made of the distances. */
  public enum Score {
    DISTANCE,
    LOCAL_OUTLIER_FACTOR
  }

  /**
   * What can be chosen.
   *
   * @param neighbours k, at least 1
   * @param sample rows of the training that are kept, at most
   */
  public record Choice(int neighbours, int sample, Metric metric, Score score) {}

  private final Choice choice;

  public NearestNeighbours(Choice choice) {
    this.choice = choice;
  }

  /** What the group {@code detector.nearest-neighbours} describes. */
  public static NearestNeighbours from(Settings detector, Engine engine) {
    Settings settings = detector.at(NAME);
    return new NearestNeighbours(
        new Choice(
            settings.integer("neighbours", 1, 1 << 12),
            settings.integer("sample", 2, 1 << 20),
            settings.oneOf("metric", Metric.class),
            settings.oneOf("score", Score.class)));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Fitted fit(Rows rows, Training training) {
    float[] reference =
        training.settings().trained()
            ? rows.sample(choice.sample(), training.settings().seed())
            : new float[rows.width()];
    TreeMap<String, float[]> vectors = new TreeMap<>();
    vectors.put(REFERENCE, reference);
    if (choice.score() == Score.LOCAL_OUTLIER_FACTOR) {
      reach(reference, rows.width(), vectors);
    }
    return new Fitted(rows.width(), vectors, new TreeMap<>(), List.of());
  }

  /** The radius of every row of the sample, then how far each reaches to its neighbours. */
  private void reach(float[] reference, int width, TreeMap<String, float[]> vectors) {
    int size = reference.length / width;
    Neighbours neighbours =
        new Neighbours(new Reference(reference, width, choice.metric()), choice.neighbours());
    float[] radius = new float[size];
    neighbours.ofAll(
        reference, (row, found) -> radius[row] = found == 0 ? 0 : neighbours.distance(found - 1));
    float[] reach = new float[size];
    neighbours.ofAll(reference, (row, found) -> reach[row] = neighbours.reach(radius, found));
    double mean = 0;
    for (float one : reach) {
      mean += one / size;
    }
    float least = mean > 0 ? (float) Math.max(Float.MIN_NORMAL, LEAST_REACH * mean) : 1;
    for (int row = 0; row < size; row++) {
      reach[row] = Math.max(least, reach[row]);
    }
    vectors.put(RADIUS, radius);
    vectors.put(REACH, reach);
  }

  @Override
  public RowFunction score(Fitted fitted) {
    Reference reference =
        new Reference(fitted.vectors().get(REFERENCE), fitted.width(), choice.metric());
    int neighbours = choice.neighbours();
    return choice.score() == Score.DISTANCE
        ? new Distance(reference, neighbours)
        : new Factor(
            reference, neighbours, fitted.vectors().get(RADIUS), fitted.vectors().get(REACH));
  }

  /** The mean distance to the nearest. */
  record Distance(Reference reference, int neighbours) implements RowFunction {
    private static final long serialVersionUID = 1L;

    @Override
    public int inputs() {
      return reference.width();
    }

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public Pass open() {
      Neighbours nearest = new Neighbours(reference, neighbours);
      float[] nothing = new float[reference.size()];
      return (rows, from, count, outputs, to) ->
          nearest.of(
              rows, from, count, (row, found) -> outputs[to + row] = nearest.reach(nothing, found));
    }
  }

  /**
   * The local outlier factor.
   *
   * @param radius of every row of the sample, at least 0
   * @param reach of every row of the sample, above 0
   */
  record Factor(Reference reference, int neighbours, float[] radius, float[] reach)
      implements RowFunction {
    private static final long serialVersionUID = 1L;

    @Override
    public int inputs() {
      return reference.width();
    }

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public Pass open() {
      Neighbours nearest = new Neighbours(reference, neighbours);
      return (rows, from, count, outputs, to) ->
          nearest.of(
              rows,
              from,
              count,
              (row, found) -> {
                double own = nearest.reach(radius, found);
                double theirs = nearest.mean(reach, found);
                outputs[to + row] = (float) Math.min(Float.MAX_VALUE, own / theirs);
              });
    }
  }
}
