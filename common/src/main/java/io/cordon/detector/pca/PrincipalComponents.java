package io.cordon.detector.pca;

import io.cordon.config.Range;
import io.cordon.detector.Detector;
import io.cordon.detector.Fitted;
import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.layer.Activation;
import io.cordon.layer.Architecture;
import io.cordon.layer.Dense;
import io.cordon.network.Engine;
import io.cordon.network.NetworkFunction;
import io.cordon.rows.ColumnMoments;
import io.cordon.rows.Covariance;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;
import io.cordon.training.Training;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Principal component analysis: with the eigenvectors {@code vⱼ} of the rows' covariance, by
 * descending eigenvalues {@code λⱼ}, the score is what the first k components leave of a row,
 *
 * <pre>Σ_{j>k} ⟨vⱼ, x - μ⟩²,   or with weights   Σ_{j>k} ⟨vⱼ, x - μ⟩² / λⱼ</pre>
 *
 * at least 0. The first is the squared reconstruction error: Jackson and Mudholkar, "Control
 * procedures for residuals associated with principal component analysis" (1979). The second is the
 * minor-component score of Shyu, Chen, Sarinnapakorn and Chang, "A novel anomaly detection scheme
 * based on principal component classifier" (2003), with k = 0 the squared Mahalanobis distance.
 *
 * <p>Exact, from two passes, without rounds and without randomness. Deviation: weights are {@code 1
 * / (λⱼ + s λ̄)}, where λ̄ is the mean eigenvalue and s a setting, since columns that depend on
 * each other have λ = 0; at n = 784 and the least s, 1e-9, they stand above the error of a small λ,
 * some roundings of the largest. The control without training knows no mean and no component:
 * {@code ‖x‖²}.
 */
public final class PrincipalComponents implements Detector {
  public static final String NAME = "pca";
  private static final String MEAN = NAME + ".mean";
  private static final String DIRECTIONS = NAME + ".directions";

  /** How the components after the first k count. */
  public enum Weighting {
    NONE,
    INVERSE_VARIANCE
  }

  /**
   * What can be chosen.
   *
   * @param components k; where 0, as many as explain {@code explainedVariance}; at least one
   *     component is left to score by
   * @param explainedVariance share of the variance that the first k components hold at least, in
   *     [0, 1]
   * @param shrinkage s, which is added to the variances in shares of their mean, above 0
   */
  public record Settings(
      int components, double explainedVariance, Weighting weighting, double shrinkage) {}

  private final Settings settings;

  public PrincipalComponents(Settings settings) {
    this.settings = settings;
  }

  /** The analysis that the group {@code detector.pca} describes. */
  public static PrincipalComponents from(io.cordon.config.Settings detector, Engine engine) {
    io.cordon.config.Settings settings = detector.at(NAME);
    return new PrincipalComponents(
        new Settings(
            settings.integer("components", 0, 1 << 16),
            settings.number("explained-variance", Range.closed(0, 1)),
            settings.oneOf("weighting", Weighting.class),
            settings.number("shrinkage", Range.closed(1e-9, 1e3))));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isSeeded() {
    return false; // closed form
  }

  @Override
  public Fitted fit(Rows rows, Training training) {
    int width = rows.width();
    if (!training.settings().trained()) {
      double[] ones = new double[width];
      double[][] unit = new double[width][width];
      for (int column = 0; column < width; column++) {
        ones[column] = 1;
        unit[column][column] = 1;
      }
      return fitted(new double[width], new SymmetricEigen(ones, unit), 0, List.of());
    }
    if (width > SymmetricEigen.LARGEST) {
      throw new UserException(
          ExitCode.USAGE,
          "%s takes at most %d features, but the table has %d: choose fewer, or another detector"
              .formatted(NAME, SymmetricEigen.LARGEST, width));
    }
    ColumnMoments moments = ColumnMoments.of(rows);
    SymmetricEigen eigen = SymmetricEigen.of(Covariance.of(rows, moments));
    List<String> warnings =
        eigen.values()[0] > 0
            ? List.of()
            : List.of(NAME + ": all rows are equal, so that there is no component");
    return fitted(moments.means(), eigen, components(eigen.values()), warnings);
  }

  /** k: at most one less than there are. */
  private int components(double[] variances) {
    if (settings.components() > 0) {
      return Math.min(settings.components(), variances.length - 1);
    }
    double total = 0;
    for (double variance : variances) {
      total += variance;
    }
    int components = 0;
    double explained = 0;
    while (components < variances.length - 1 && explained < settings.explainedVariance() * total) {
      explained += variances[components++];
    }
    return components;
  }

  private Fitted fitted(double[] mean, SymmetricEigen eigen, int first, List<String> warnings) {
    int width = mean.length;
    double average = 0;
    for (double variance : eigen.values()) {
      average += variance / width;
    }
    float[] directions = new float[(width - first) * width];
    for (int component = first; component < width; component++) {
      double scale = scale(Math.max(0, eigen.values()[component]), average);
      for (int column = 0; column < width; column++) {
        directions[(component - first) * width + column] =
            (float) (scale * eigen.vectors()[component][column]);
      }
    }
    float[] centre = new float[width];
    for (int column = 0; column < width; column++) {
      centre[column] = (float) mean[column];
    }
    TreeMap<String, float[]> vectors = new TreeMap<>();
    vectors.put(MEAN, centre);
    vectors.put(DIRECTIONS, directions);
    TreeMap<String, Double> constants = new TreeMap<>();
    constants.put("components", (double) first);
    return new Fitted(width, vectors, constants, warnings);
  }

  private double scale(double variance, double average) {
    return switch (settings.weighting()) {
      case NONE -> 1;
      case INVERSE_VARIANCE ->
          average > 0 ? 1 / Math.sqrt(variance + settings.shrinkage() * average) : 1;
    };
  }

  @Override
  public RowFunction score(Fitted fitted) {
    return new Residual(fitted.vectors().get(MEAN), fitted.vectors().get(DIRECTIONS));
  }

  /** The residual of each column, squared; with weights its part of the quadratic form. */
  @Override
  public Optional<RowFunction> contributions(Fitted fitted) {
    return Optional.of(
        new ResidualParts(
            fitted.vectors().get(MEAN),
            fitted.vectors().get(DIRECTIONS),
            settings.weighting() == Weighting.NONE));
  }

  /**
   * {@code ‖B (x - μ)‖²}.
   *
   * @param mean μ
   * @param directions B, row-major
   */
  record Residual(float[] mean, float[] directions) implements RowFunction {
    private static final long serialVersionUID = 1L;

    @Override
    public int inputs() {
      return mean.length;
    }

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public Pass open() {
      int width = mean.length;
      int left = directions.length / width;
      Architecture product =
          new Architecture(width, List.of(new Dense(left, Activation.LINEAR, false)));
      Pass project = new NetworkFunction(product, directions, Engine.NATIVE).open();
      float[] centred = new float[BATCH * width];
      float[] along = new float[BATCH * left];
      return (rows, from, count, outputs, to) -> {
        for (int place = 0; place < count * width; place++) {
          centred[place] = rows[from + place] - mean[place % width];
        }
        project.apply(centred, 0, count, along, 0);
        for (int row = 0; row < count; row++) {
          double squares = 0;
          for (int place = row * left; place < (row + 1) * left; place++) {
            squares += (double) along[place] * along[place];
          }
          outputs[to + row] = (float) squares;
        }
      };
    }
  }
}
