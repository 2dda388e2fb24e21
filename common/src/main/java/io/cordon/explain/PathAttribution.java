package io.cordon.explain;

import io.cordon.rows.RowFunction;
import java.util.Arrays;

/**
 * Any score shared out among the columns: its change along the straight line from a baseline to the
 * row, each part of the way booked to the column that moved. With n steps, step s moves the columns
 * one after the other from {@code b + (x - b) s/n} to {@code b + (x - b) (s+1)/n}; a column's part
 * is the sum of the changes of the score while it moved.
 *
 * <p>Source: integrated gradients, {@code (xⱼ - bⱼ) ∫ ∂f/∂xⱼ (b + a (x - b)) da}, equation 1 of
 * Sundararajan, Taly and Yan, "Axiomatic attribution for deep networks" (2017); as a way to share
 * costs that need no derivative, Aumann and Shapley, "Values of non-atomic games" (1974).
 * Deviation: in place of gradients at points of the line, quotients of differences along it. They
 * need the score alone, half as many values as central differences, and lose nothing in the
 * rounding of a float; the parts sum to {@code f(x) - f(b)} by construction, for any n; and they
 * hold for scores with kinks and jumps, such as a forest's, where every jump is booked to the
 * column that made it. The order in which columns move turns about from step to step, which cancels
 * its effect to the order 1/n² where the score is smooth. All features of a column move together,
 * and a column that equals its baseline costs nothing and gets nothing.
 *
 * <p>Cost: {@code steps} scores a row and column that differs from the baseline; for flagged rows.
 *
 * @param score a function with one output
 * @param baseline a row of nothing odd
 * @param columns which features move together
 * @param steps n, even
 */
record PathAttribution(RowFunction score, float[] baseline, SourceColumns columns, int steps)
    implements RowFunction {
  private static final long serialVersionUID = 1L;

  PathAttribution {
    if (steps < 2 || steps % 2 != 0) {
      throw new IllegalArgumentException("steps must be even and at least 2, not " + steps);
    }
    if (baseline.length != score.inputs() || columns.columnOf().length != score.inputs()) {
      throw new IllegalArgumentException(
          "a score of "
              + score.inputs()
              + " features needs as many in its baseline and its columns, not "
              + baseline.length
              + " and "
              + columns.columnOf().length);
    }
  }

  @Override
  public int inputs() {
    return baseline.length;
  }

  @Override
  public int outputs() {
    return columns.count();
  }

  @Override
  public Pass open() {
    Walk walk = new Walk(this);
    return (rows, from, count, outputs, to) -> {
      for (int row = 0; row < count; row++) {
        write(walk.parts(rows, from + row * inputs()), outputs, to + row * outputs());
      }
    };
  }

  /** What no float holds becomes the largest. */
  static void write(double[] parts, float[] outputs, int to) {
    for (int column = 0; column < parts.length; column++) {
      outputs[to + column] =
          (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, parts[column]));
    }
  }

  /** The way from the baseline to one row, with its work space. */
  private static final class Walk {
    private final PathAttribution path;
    private final int width;
    private final int[][] featuresOf;
    private final Pass pass;
    private final float atBaseline;
    private final float[] points;
    private final float[] scores = new float[BATCH];
    private final int[] movers = new int[BATCH];
    private final float[] point;
    private final double[] parts;
    private int waiting;
    private double last;

    Walk(PathAttribution path) {
      this.path = path;
      this.width = path.inputs();
      this.featuresOf = featuresOf(path.columns());
      this.pass = path.score().open();
      this.points = new float[BATCH * width];
      this.point = new float[width];
      this.parts = new double[path.outputs()];
      pass.apply(path.baseline(), 0, 1, scores, 0);
      this.atBaseline = scores[0];
    }

    double[] parts(float[] rows, int from) {
      Arrays.fill(parts, 0);
      System.arraycopy(path.baseline(), 0, point, 0, width);
      last = atBaseline;
      int[] moving = moving(rows, from);
      for (int step = 1; step <= path.steps(); step++) {
        for (int turn = 0; turn < moving.length; turn++) {
          int column = moving[step % 2 == 1 ? turn : moving.length - 1 - turn];
          move(column, rows, from, step);
        }
      }
      flush();
      return parts;
    }

    /** The columns in which the row differs from the baseline. */
    private int[] moving(float[] rows, int from) {
      int[] moving = new int[featuresOf.length];
      int count = 0;
      for (int column = 0; column < featuresOf.length; column++) {
        for (int feature : featuresOf[column]) {
          if (rows[from + feature] != path.baseline()[feature]) {
            moving[count++] = column;
            break;
          }
        }
      }
      return Arrays.copyOf(moving, count);
    }

    private void move(int column, float[] rows, int from, int step) {
      for (int feature : featuresOf[column]) {
        double start = path.baseline()[feature];
        double way = rows[from + feature] - start;
        point[feature] =
            step == path.steps()
                ? rows[from + feature]
                : (float) (start + way * step / path.steps());
      }
      System.arraycopy(point, 0, points, waiting * width, width);
      movers[waiting++] = column;
      if (waiting == BATCH) {
        flush();
      }
    }

    /** Scores the points that wait and books the changes. */
    private void flush() {
      pass.apply(points, 0, waiting, scores, 0);
      for (int index = 0; index < waiting; index++) {
        parts[movers[index]] += scores[index] - last;
        last = scores[index];
      }
      waiting = 0;
    }

    private static int[][] featuresOf(SourceColumns columns) {
      int[] sizes = new int[columns.count()];
      for (int column : columns.columnOf()) {
        sizes[column]++;
      }
      int[][] featuresOf = new int[sizes.length][];
      for (int column = 0; column < sizes.length; column++) {
        featuresOf[column] = new int[sizes[column]];
      }
      Arrays.fill(sizes, 0);
      for (int feature = 0; feature < columns.columnOf().length; feature++) {
        int column = columns.columnOf()[feature];
        featuresOf[column][sizes[column]++] = feature;
      }
      return featuresOf;
    }
  }
}
