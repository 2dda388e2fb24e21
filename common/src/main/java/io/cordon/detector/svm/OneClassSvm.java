package io.cordon.detector.svm;

import io.cordon.config.Range;
import io.cordon.detector.Chain;
import io.cordon.detector.Detector;
import io.cordon.detector.Fitted;
import io.cordon.detector.Margin;
import io.cordon.network.Engine;
import io.cordon.rows.ColumnMoments;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;
import io.cordon.training.RoundState;
import io.cordon.training.Rounds;
import io.cordon.training.Training;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The one-class SVM, linear or with the RBF kernel by random Fourier features φ: the plane that
 * parts the rows from the origin with the greatest margin,
 *
 * <pre>min ½‖w‖² + 1/(νN) Σ max(0, ρ - ⟨w, φ(xₙ)⟩) - ρ</pre>
 *
 * The score is {@code ρ - ⟨w, φ(x)⟩}, the decision value with its sign turned; on the training rows
 * at most ν·N scores are above 0.
 *
 * <p>Source: Schölkopf, Platt, Shawe-Taylor, Smola and Williamson, "Estimating the support of a
 * high-dimensional distribution" (2001), in the form of paper 001, Eq. 2.
 *
 * <p>Solved exactly, without averaging. For fixed w the best ρ is the ν-quantile of {@code ⟨w, φ⟩},
 * so w minimises {@code ½‖w‖² - CVaR(⟨w, φ⟩)}, where CVaR is the mean of the lowest share ν; the
 * dual is the nearest point to the origin of the reduced convex hull. Each round finds the hull's
 * point s that is lowest along w (one quantile, one pass) and takes the nearest point of all s so
 * far (Wolfe 1976; the same as the cutting planes of Joachims 2006, on the dual's side). The
 * duality gap {@code ‖w‖² - ⟨w, s⟩} is the stop rule. The optimum is unique, so the model does not
 * depend on the shards beyond the tolerance.
 *
 * <p>Deviation: the RBF kernel is approximated, by {@link RandomFourier}; at a distance where the
 * kernel is 0, the approximation is noise of about {@code 1/√features}.
 */
public final class OneClassSvm implements Detector {
  public static final String NAME = "oc-svm";

  /** Below this share of the mean of ‖φ‖² the squared norm of w counts as 0. */
  private static final double NO_MARGIN = 1e-6;

  /** What rows are compared by. */
  public enum Kernel {
    LINEAR,
    RBF
  }

  /** How γ of the RBF kernel is found. */
  public enum Gamma {
    /** {@code 1 / (width · variance of all entries)}. */
    SCALE,
    /** {@code 1 / width}. */
    AUTO,
    /** As given. */
    FIXED
  }

  /**
   * What can be chosen.
   *
   * @param gammaValue γ where it is {@link Gamma#FIXED}, above 0
   * @param features random features of the RBF kernel, even
   * @param nu share of the rows that may score above 0, in (0, 1]; the training's contamination
   *     where empty
   * @param rounds limit of the solver's rounds
   * @param tolerance largest duality gap, as a share of the optimum
   */
  public record Settings(
      Kernel kernel,
      Gamma gamma,
      double gammaValue,
      int features,
      OptionalDouble nu,
      int rounds,
      double tolerance) {}

  private final Settings settings;

  public OneClassSvm(Settings settings) {
    this.settings = settings;
  }

  /** The machine that the group {@code detector.oc-svm} describes. */
  public static OneClassSvm from(io.cordon.config.Settings detector, Engine engine) {
    io.cordon.config.Settings settings = detector.at(NAME);
    String gamma = settings.text("gamma");
    boolean named = gamma.equals("scale") || gamma.equals("auto");
    double value = named ? 0 : number(gamma);
    if (!named && !(value > 0 && value <= 1e9)) {
      settings.problem("gamma", "must be scale, auto or a number above 0 and at most 1e9");
    }
    double nu = settings.number("nu", Range.closed(0, 1));
    return new OneClassSvm(
        new Settings(
            settings.oneOf("kernel", Kernel.class),
            named ? Gamma.valueOf(gamma.toUpperCase(Locale.ROOT)) : Gamma.FIXED,
            value,
            settings.integer("features", 2, 1 << 16),
            nu > 0 ? OptionalDouble.of(nu) : OptionalDouble.empty(),
            settings.integer("rounds", 1, 1 << 20),
            settings.number("tolerance", Range.closed(1e-8, 1))));
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException none) {
      return 0;
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  /** The solver draws nothing; the random features of the RBF kernel do. */
  @Override
  public boolean isSeeded() {
    return settings.kernel() == Kernel.RBF;
  }

  @Override
  public Fitted fit(Rows rows, Training training) {
    TreeMap<String, Double> constants = new TreeMap<>();
    double nu = settings.nu().orElse(training.settings().contamination());
    constants.put("nu", nu);
    ColumnMoments moments = ColumnMoments.of(rows);
    double size = moments.meanSquaredNorm();
    Rows mapped = rows;
    if (settings.kernel() == Kernel.RBF) {
      putMap(constants, gamma(moments), training.settings().seed());
      mapped = rows.map(map(rows.width(), constants));
      size = 1; // ‖φ‖ = 1
    }
    Fitted fitted = solve(rows.width(), mapped, size, constants, training);
    if (mapped != rows) {
      mapped.release();
    }
    return fitted;
  }

  private Fitted solve(
      int width, Rows mapped, double size, TreeMap<String, Double> constants, Training training) {
    double nu = constants.get("nu");
    RoundState end =
        Rounds.run(
            NAME,
            HullPoint.start(),
            settings.rounds(),
            training,
            state -> round(mapped, nu, size, state));
    float[] w = HullPoint.of(end, mapped.width()).mixture();
    TailMean tail = TailMean.of(mapped, w, nu);
    constants.put("rho", (double) tail.quantile());
    TreeMap<String, float[]> vectors = new TreeMap<>();
    vectors.put(NAME, w);
    return new Fitted(
        width,
        vectors,
        constants,
        training.settings().trained() ? warnings(end, w, tail, size) : List.of());
  }

  private RoundState round(Rows mapped, double nu, double size, RoundState state) {
    HullPoint hull = HullPoint.of(state, mapped.width());
    float[] w = hull.mixture();
    TailMean tail = TailMean.of(mapped, w, nu);
    double norm = product(w, w);
    double gap = gap(w, tail);
    double objective = 0.5 * norm - product(w, tail.point());
    boolean first = state.round() == 0;
    boolean solved = !first && (gap <= settings.tolerance() || norm <= NO_MARGIN * size);
    HullPoint next = solved ? hull.withGap(gap) : hull.nearestWith(tail.point(), gap);
    RoundState after = next.after(state, objective);
    // Where rounding lets a new atom add nothing, no later one will.
    boolean still = Arrays.equals(next.atoms(), hull.atoms());
    return solved || still ? after.last(after.numbers()) : after;
  }

  /** Duality gap, as a share of ‖w‖²: twice the optimum, where w is the solution. */
  private static double gap(float[] w, TailMean tail) {
    double norm = product(w, w);
    return (norm - product(w, tail.point())) / Math.max(Double.MIN_NORMAL, norm);
  }

  private List<String> warnings(RoundState end, float[] w, TailMean tail, double size) {
    if (product(w, w) <= NO_MARGIN * size) {
      return List.of(
          NAME
              + ": no plane parts the rows from the origin, so that all rows score nearly alike:"
              + " scale the features so that they are not centred, or take kernel = rbf");
    }
    double gap = gap(w, tail);
    return gap <= settings.tolerance()
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "%s: the duality gap is %.2g of the optimum after %d rounds, above the tolerance"
                    + " %.2g: raise detector.%s.rounds",
                NAME,
                gap,
                end.round(),
                settings.tolerance(),
                NAME));
  }

  private static double product(float[] left, float[] right) {
    return HullPoint.product(left, 0, right, 0, left.length);
  }

  private double gamma(ColumnMoments moments) {
    int width = moments.means().length;
    return switch (settings.gamma()) {
      case SCALE -> {
        double variance = moments.varianceOfEntries();
        yield variance > 0 ? 1 / (width * variance) : 1;
      }
      case AUTO -> 1.0 / width;
      case FIXED -> settings.gammaValue();
    };
  }

  /** A double holds no 64-bit seed, so it is kept in two halves. */
  private static void putMap(TreeMap<String, Double> constants, double gamma, long seed) {
    constants.put("gamma", gamma);
    constants.put("map-seed-high", (double) (int) (seed >> 32));
    constants.put("map-seed-low", (double) (seed & 0xFFFFFFFFL));
  }

  private RandomFourier map(int width, java.util.SortedMap<String, Double> constants) {
    long high = constants.get("map-seed-high").longValue();
    long low = constants.get("map-seed-low").longValue();
    return new RandomFourier(
        width, Math.max(1, settings.features() / 2), constants.get("gamma"), high << 32 | low);
  }

  @Override
  public RowFunction score(Fitted fitted) {
    RowFunction decision = new Projection(fitted.vectors().get(NAME));
    RowFunction margin = new Margin(fitted.constants().get("rho").floatValue());
    return new Chain(
        settings.kernel() == Kernel.RBF
            ? List.of(map(fitted.width(), fitted.constants()), decision, margin)
            : List.of(decision, margin));
  }
}
