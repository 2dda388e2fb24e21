package io.cordon.detector.ocnn;

import io.cordon.config.Range;
import io.cordon.detector.Chain;
import io.cordon.detector.Detector;
import io.cordon.detector.Deviation;
import io.cordon.detector.Fitted;
import io.cordon.detector.Margin;
import io.cordon.layer.Activation;
import io.cordon.layer.Architecture;
import io.cordon.layer.Dense;
import io.cordon.network.Engine;
import io.cordon.network.NetworkFunction;
import io.cordon.objective.OneClassHinge;
import io.cordon.random.Seeds;
import io.cordon.rows.Average;
import io.cordon.rows.RadixSelection;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;
import io.cordon.training.LocalTraining;
import io.cordon.training.Optimiser;
import io.cordon.training.RoundState;
import io.cordon.training.Rounds;
import io.cordon.training.Training;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * OC-NN, the one-class neural network: an OC-SVM whose feature map is one hidden layer, on the rows
 * themselves or, as in the paper, on a frozen, pre-trained encoder (see {@code encoder.name}). With
 * {@code ŷ(x) = ⟨w, g(V x)⟩} it minimises
 *
 * <pre>½‖w‖² + ½‖V‖² + 1/(νN) Σ max(0, r - ŷ(xₙ)) - r</pre>
 *
 * by turns over (w, V) and over r; r is the ν-quantile of ŷ (Theorem 3.1). The score is {@code r -
 * ŷ(x)}: the paper's decision value with its sign turned, so that higher is more anomalous; on the
 * training rows at most ν·N scores are above 0.
 *
 * <p>Source: Chalapathy, Menon, Chawla, "Anomaly Detection using One-Class Neural Networks", 2018,
 * Eq. 3-5, Theorem 3.1, Algorithm 1. Deviations, each for a reason given in docs/decisions: Glorot
 * initialisation and r⁰ from it; a fixed number of alternations as the stop rule; {@code
 * normalise}, because for linear and ReLU layers the objective is homogeneous and has no finite
 * minimum other than 0; a guard that stops at collapse or explosion. Off by default, since it makes
 * another method of it: a score that counts both sides.
 */
public final class OneClassNetwork implements Detector {
  public static final String NAME = "oc-nn";

  /**
   * What can be chosen.
   *
   * @param activation g
   * @param hidden units H of the hidden layer
   * @param nu share of the rows that may fall below r, in (0, 1); the training's contamination
   *     where empty
   * @param alternations turns of (w, V) and r
   * @param epochs passes over a shard in each turn
   * @param learningRate of Adam on (w, V)
   * @param normalise whether (w, V) is scaled to {@code ‖w‖² + ‖V‖² = 1} after each turn (linear
   *     and ReLU; the ranking of rows stays)
   * @param twoSided whether the score is |ŷ - median of ŷ over the training rows| (ours): the code
   *     of an encoder does not say on which side of the normal rows others come to lie
   */
  public record Settings(
      Activation activation,
      int hidden,
      OptionalDouble nu,
      int alternations,
      int epochs,
      float learningRate,
      boolean normalise,
      boolean twoSided) {}

  private final Settings settings;
  private final Engine engine;

  public OneClassNetwork(Settings settings, Engine engine) {
    this.settings = settings;
    this.engine = engine;
  }

  /** The network that the group {@code detector.oc-nn} describes. */
  public static OneClassNetwork from(io.cordon.config.Settings detector, Engine engine) {
    io.cordon.config.Settings settings = detector.at(NAME);
    double nu = settings.number("nu", Range.closedOpen(0, 1));
    return new OneClassNetwork(
        new Settings(
            Activation.valueOf(
                settings
                    .oneOf("activation", List.of("linear", "sigmoid", "relu"))
                    .toUpperCase(Locale.ROOT)),
            settings.integer("hidden", 1, 1 << 16),
            nu > 0 ? OptionalDouble.of(nu) : OptionalDouble.empty(),
            settings.integer("alternations", 0, 1 << 20),
            settings.integer("epochs", 1, 1 << 20),
            (float) settings.number("learning-rate", Range.closed(1e-9, 1e3)),
            settings.flag("normalise"),
            settings.flag("two-sided")),
        engine);
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Algorithm 1 of the paper. */
  @Override
  public Fitted fit(Rows rows, Training training) {
    Architecture head = head(rows.width());
    double nu = settings.nu().orElse(training.settings().contamination());
    long rank = RadixSelection.rank(nu, rows.count());
    Optimiser adam = new Optimiser(Optimiser.Kind.ADAM, settings.learningRate(), 0);
    float[] parameters = head.initialise(Seeds.stream(training.settings().seed(), NAME, 0, -1));

    HeadGuard guard = new HeadGuard(rows, head, engine);
    RoundState start =
        RoundState.start(adam.vector(parameters), quantile(rows, head, parameters, rank), 0);
    RoundState end =
        Rounds.run(
            NAME,
            start,
            settings.alternations(),
            training,
            state -> {
              float r = (float) state.numbers()[0];
              Average descended =
                  rows.average(
                      state.vector(), descend(head, adam, r, nu, training, state.round())); // Eq. 4
              float[] vector =
                  settings.normalise() ? normalised(head, descended.vector()) : descended.vector();
              double next = quantile(rows, head, vector, rank); // Theorem 3.1
              return guard.check(state, state.next(new Average(vector, descended.loss()), next, 0));
            });

    TreeMap<String, float[]> vectors = new TreeMap<>();
    vectors.put(NAME, Arrays.copyOf(end.vector(), head.parameterCount()));
    TreeMap<String, Double> constants = new TreeMap<>();
    constants.put("r", end.numbers()[0]);
    constants.put("nu", nu);
    if (settings.twoSided()) {
      long middle = RadixSelection.rank(0.5, rows.count());
      constants.put("median", quantile(rows, head, end.vector(), middle));
    }
    return new Fitted(rows.width(), vectors, constants, HeadGuard.Verdict.warnings(end));
  }

  private LocalTraining descend(
      Architecture head, Optimiser adam, float r, double nu, Training training, int round) {
    return new LocalTraining(
        head,
        engine,
        new OneClassHinge(r, (float) nu),
        adam,
        1, // ½‖w‖² + ½‖V‖²
        settings.epochs(),
        training.settings().batch(),
        0,
        new LocalTraining.Stream(training.settings().seed(), NAME, round));
  }

  private double quantile(Rows rows, Architecture head, float[] vector, long rank) {
    return rows.quantile(
        new NetworkFunction(head, Arrays.copyOf(vector, head.parameterCount()), engine), rank);
  }

  /** Scales (w, V) to ‖w‖² + ‖V‖² = 1; the optimiser's moments behind them stay. */
  private static float[] normalised(Architecture head, float[] vector) {
    double squares = 0;
    for (int place = 0; place < head.parameterCount(); place++) {
      squares += (double) vector[place] * vector[place];
    }
    float[] scaled = vector.clone();
    double factor = 1 / Math.max(Double.MIN_NORMAL, Math.sqrt(squares));
    for (int place = 0; place < head.parameterCount(); place++) {
      scaled[place] = (float) (vector[place] * factor);
    }
    return scaled;
  }

  private Architecture head(int width) {
    return new Architecture(
        width,
        List.of(
            new Dense(settings.hidden(), settings.activation(), false),
            new Dense(1, Activation.LINEAR, false)));
  }

  @Override
  public RowFunction score(Fitted fitted) {
    return new Chain(
        List.of(
            new NetworkFunction(head(fitted.width()), fitted.vectors().get(NAME), engine),
            settings.twoSided()
                ? new Deviation(fitted.constants().get("median").floatValue())
                : new Margin(fitted.constants().get("r").floatValue())));
  }
}
