package io.cordon.detector.robust;

import io.cordon.config.Range;
import io.cordon.detector.Detector;
import io.cordon.detector.Fitted;
import io.cordon.network.Engine;
import io.cordon.rows.ColumnMoments;
import io.cordon.rows.ColumnQuantiles;
import io.cordon.rows.RadixSelection;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;
import io.cordon.training.Training;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The robust distance: how far a row stands from the columns' medians, each column by its own
 * spread,
 *
 * <pre>Σⱼ (|xⱼ - medianⱼ| / scaleⱼ)^p</pre>
 *
 * at least 0, where scaleⱼ is the inter-quartile range. Half of the rows may be anomalies before a
 * median follows them, and a quarter on one side before a quartile does. Columns are taken one by
 * one: what is odd only in how columns go together is not seen.
 *
 * <p>Sources: Iglewicz and Hoaglin, "How to detect and handle outliers" (1993), robust z-scores;
 * Rousseeuw and Croux, "Alternatives to the median absolute deviation" (1993), robust scales.
 * Deviations: z-scores are summed over the columns, not tested one by one; the scale is the
 * inter-quartile range, not the median absolute deviation, which is 0 as soon as half of the rows
 * share a value, and takes both sides of a skewed column for alike. Where the range is 0, the
 * standard deviation stands in; in a column in which all rows have one value the scale is 1.
 *
 * <p>Quantiles are the order statistics of rank ⌈share · count⌉, exact, from {@link
 * ColumnQuantiles}: four passes for each 64 columns begun, and one for the deviations. No rounds,
 * nothing at random. The control without training knows no row: medians 0, scales 1.
 */
public final class RobustDistance implements Detector {
  public static final String NAME = "robust-distance";
  private static final String MEDIAN = NAME + ".median";
  private static final String SCALE = NAME + ".scale";

  /**
   * What can be chosen.
   *
   * @param power p, in (0, 2]: 1 sums distances, 0.5 damps single extreme columns
   */
  public record Settings(double power) {}

  private final Settings settings;

  public RobustDistance(Settings settings) {
    this.settings = settings;
  }

  /** The distance that the group {@code detector.robust-distance} describes. */
  public static RobustDistance from(io.cordon.config.Settings detector, Engine engine) {
    return new RobustDistance(
        new Settings(detector.at(NAME).number("power", Range.openClosed(0, 2))));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isSeeded() {
    return false; // order statistics
  }

  @Override
  public Fitted fit(Rows rows, Training training) {
    float[] medians = new float[rows.width()];
    float[] scales = new float[rows.width()];
    Arrays.fill(scales, 1);
    if (training.settings().trained()) {
      long count = rows.count();
      float[][] quantiles =
          ColumnQuantiles.of(
              rows,
              RadixSelection.rank(0.5, count),
              1,
              RadixSelection.rank(0.25, count),
              RadixSelection.rank(0.75, count),
              count);
      medians = quantiles[0];
      ColumnMoments moments = ColumnMoments.of(rows);
      for (int column = 0; column < scales.length; column++) {
        scales[column] =
            scale(
                (double) quantiles[3][column] - quantiles[2][column],
                Math.sqrt(moments.variance(column)),
                quantiles[1][column] == quantiles[4][column]);
      }
    }
    TreeMap<String, float[]> vectors = new TreeMap<>();
    vectors.put(MEDIAN, medians);
    vectors.put(SCALE, scales);
    return new Fitted(rows.width(), vectors, new TreeMap<>(), List.of());
  }

  /** Constant columns are told by their ends: by rounding their deviation need not be 0. */
  private static float scale(double quartiles, double deviation, boolean constant) {
    if (constant) {
      return 1;
    }
    double scale = quartiles > 0 ? quartiles : deviation;
    return (float) Math.min(Float.MAX_VALUE, Math.max(Float.MIN_VALUE, scale));
  }

  @Override
  public RowFunction score(Fitted fitted) {
    return new Distance(
        fitted.vectors().get(MEDIAN), fitted.vectors().get(SCALE), settings.power());
  }

  /** The distance in each column. */
  @Override
  public Optional<RowFunction> contributions(Fitted fitted) {
    return Optional.of(
        new Terms(
            new Distance(
                fitted.vectors().get(MEDIAN), fitted.vectors().get(SCALE), settings.power())));
  }

  /**
   * The distance, summed in double in the order of the columns; what no float holds becomes the
   * largest.
   *
   * @param medians one a column
   * @param scales one a column, positive
   */
  record Distance(float[] medians, float[] scales, double power) implements RowFunction {
    private static final long serialVersionUID = 1L;

    @Override
    public int inputs() {
      return medians.length;
    }

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public Pass open() {
      int width = medians.length;
      return (rows, from, count, outputs, to) -> {
        for (int row = 0; row < count; row++) {
          double sum = 0;
          for (int column = 0; column < width; column++) {
            sum += term(column, rows[from + row * width + column]);
          }
          outputs[to + row] = (float) Math.min(Float.MAX_VALUE, sum);
        }
      };
    }

    private double term(int column, float value) {
      double apart = Math.abs((double) value - medians[column]) / scales[column];
      return power == 1 ? apart : StrictMath.pow(apart, power);
    }
  }

  /** The terms that a distance sums, each at least 0. */
  private record Terms(Distance distance) implements RowFunction {
    private static final long serialVersionUID = 1L;

    @Override
    public int inputs() {
      return distance.inputs();
    }

    @Override
    public int outputs() {
      return distance.inputs();
    }

    @Override
    public Pass open() {
      int width = inputs();
      return (rows, from, count, outputs, to) -> {
        for (int place = 0; place < count * width; place++) {
          outputs[to + place] =
              (float) Math.min(Float.MAX_VALUE, distance.term(place % width, rows[from + place]));
        }
      };
    }
  }
}
