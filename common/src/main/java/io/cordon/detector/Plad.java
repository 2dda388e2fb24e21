package io.cordon.detector;

import io.cordon.config.Range;
import io.cordon.network.Activation;
import io.cordon.network.Architecture;
import io.cordon.network.Engine;
import io.cordon.network.Layer;
import io.cordon.network.NetworkFunction;
import io.cordon.random.Seeds;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;
import io.cordon.training.LocalTraining;
import io.cordon.training.RoundState;
import io.cordon.training.Rounds;
import io.cordon.training.Training;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * PLAD, perturbation learning: a perturbator learns the smallest changes {@code x̃ = x∘α + β} by
 * which a classifier can tell changed rows from rows; both are trained together, for the one sum of
 * cross-entropies and sizes of the changes (see {@link PladObjective}). The score is the
 * classifier's logit of "perturbed", any number; above 0 a row is rather a perturbed one, but only
 * the order of the scores is meaningful, since the anomalies learned from are made up.
 *
 * <p>Source: Cai and Fan, "Perturbation Learning Based Anomaly Detection", 2022, Eq. 1-3
 * (deterministic) and Eq. 5 (variational). Deviations, each because the paper is silent or
 * contradicts itself: networks, their initialisation near the identity, λ counted once in both
 * variants and by default as a mean over the features (as a public re-implementation of the
 * authors' code has it), the choice {@code auto} of λ, and {@code symmetric}.
 */
public final class Plad implements Detector {
  static final String NAME = "plad";
  private static final String CLASSIFIER = NAME + "-classifier";
  private static final String PERTURBATOR = NAME + "-perturbator";
  private static final double[] LAMBDAS = {0.1, 0.3, 1, 3, 10, 30};

  /**
   * What can be chosen.
   *
   * @param variant of the perturbator
   * @param symmetric whether every displacement gets a random sign (ours): without it all rows may
   *     be moved the same way, and the classifier then learns one side of them
   * @param lambda λ, what changes cost; where empty, the smallest of 0.1, 0.3, 1, 3, 10, 30 at
   *     which, after training, the rows' mean cross-entropy is below 0.3 and the mean |α - 1| below
   *     0.5
   * @param convention how λ counts
   * @param divergenceWeight κ of the variational variant
   * @param classifier widths of its hidden layers (ReLU)
   * @param perturbator widths of its hidden layers (ReLU); in the variational variant of the
   *     encoder's, which the decoder mirrors
   * @param latent variables of the variational variant; 0 takes as many as features, at most 32
   */
  public record Settings(
      Variant variant,
      boolean symmetric,
      OptionalDouble lambda,
      Convention convention,
      double divergenceWeight,
      List<Integer> classifier,
      List<Integer> perturbator,
      int latent) {
    public Settings {
      classifier = List.copyOf(classifier);
      perturbator = List.copyOf(perturbator);
    }
  }

  /** What the perturbator is. */
  public enum Variant {
    /** One network (Eq. 3). */
    DETERMINISTIC,
    /** Two with latent variables between them (Eq. 5). */
    VARIATIONAL
  }

  /** How the squared norms that λ multiplies count. */
  public enum Convention {
    /** As means over the features. */
    MEAN,
    /**
     * As sums, as printed in the paper; the same λ weighs as many times more as there are features.
     */
    SUM
  }

  private final Settings settings;
  private final Engine engine;

  public Plad(Settings settings, Engine engine) {
    this.settings = settings;
    this.engine = engine;
  }

  /** The PLAD that the group {@code detector.plad} describes. */
  static Plad from(io.cordon.config.Settings detector, Engine engine) {
    io.cordon.config.Settings settings = detector.at(NAME);
    return new Plad(
        new Settings(
            settings.oneOf("variant", Variant.class),
            settings.flag("symmetric"),
            lambda(settings),
            settings.oneOf("lambda-convention", Convention.class),
            settings.number("kl-weight", Range.atLeast(0)),
            settings.integers("classifier", 1, 1 << 16),
            settings.integers("perturbator", 1, 1 << 16),
            settings.integer("latent", 0, 1 << 16)),
        engine);
  }

  private static OptionalDouble lambda(io.cordon.config.Settings settings) {
    return settings.text("lambda").equals("auto")
        ? OptionalDouble.empty()
        : OptionalDouble.of(settings.number("lambda", Range.above(0)));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Fitted fit(Rows rows, Training training) {
    return settings.lambda().isPresent()
        ? fit(rows, training, settings.lambda().getAsDouble(), NAME).fitted()
        : fitWithoutLambda(rows, training);
  }

  /** Goes up the candidates of λ and keeps the first healthy one, or else the healthiest. */
  private Fitted fitWithoutLambda(Rows rows, Training training) {
    Trained best = null;
    for (int candidate = 0; candidate < LAMBDAS.length; candidate++) {
      Trained next = fit(rows, training, LAMBDAS[candidate], NAME + "-lambda-" + candidate);
      if (best == null || next.health().strain() < best.health().strain()) {
        best = next;
      }
      if (next.health().strain() < 1) {
        return next.fitted();
      }
    }
    List<String> warnings = new ArrayList<>(best.fitted().warnings());
    warnings.add(
        "plad: no lambda from 0.1 to 30 keeps both the cross-entropy of the rows below 0.3 and the"
            + " factors within 0.5 of 1: took the nearest; train longer");
    return new Fitted(rows.width(), best.fitted().vectors(), best.fitted().constants(), warnings);
  }

  /** What one λ gave. */
  private record Trained(Fitted fitted, PladHealth health) {}

  private Trained fit(Rows rows, Training training, double lambda, String phase) {
    PladObjective objective = objective(rows.width(), lambda);
    PladNetworks networks = objective.networks();
    long seed = training.settings().seed();
    float[] parameters = networks.initialise(Seeds.stream(seed, NAME, 0, -1));
    RoundState end =
        Rounds.run(
            phase,
            RoundState.start(training.settings().optimiser().vector(parameters)),
            training.settings().rounds(),
            training,
            state ->
                state.next(
                    rows.average(state.vector(), descend(objective, training, phase, state))));

    int between = networks.classifier().parameterCount();
    TreeMap<String, float[]> vectors = new TreeMap<>();
    vectors.put(CLASSIFIER, Arrays.copyOf(end.vector(), between));
    vectors.put(PERTURBATOR, Arrays.copyOfRange(end.vector(), between, networks.parameterCount()));
    PladHealth health = rows.fold(new PladHealth.Gather(objective, end.vector(), seed));
    TreeMap<String, Double> constants = health.figures();
    constants.put("lambda", lambda);
    return new Trained(new Fitted(rows.width(), vectors, constants, health.warnings()), health);
  }

  private PladTraining descend(
      PladObjective objective, Training training, String phase, RoundState state) {
    return new PladTraining(
        objective,
        training.settings().optimiser(),
        training.settings().penalty(),
        training.settings().epochs(),
        training.settings().batch(),
        new LocalTraining.Stream(training.settings().seed(), phase, state.round()));
  }

  /** The objective for rows of so many features at some λ of the convention that was chosen. */
  PladObjective objective(int width, double lambda) {
    double perFeature =
        switch (settings.convention()) {
          case MEAN -> lambda / width;
          case SUM -> lambda;
        };
    return new PladObjective(
        networks(width), engine, perFeature, settings.divergenceWeight(), settings.symmetric());
  }

  private PladNetworks networks(int width) {
    Architecture classifier = network(width, settings.classifier(), 1);
    List<Integer> mirrored = new ArrayList<>(settings.perturbator());
    java.util.Collections.reverse(mirrored);
    int latent = settings.latent() > 0 ? settings.latent() : Math.min(32, width);
    return switch (settings.variant()) {
      case DETERMINISTIC ->
          new PladNetworks(
              classifier,
              new Architecture(width, List.of()),
              network(width, settings.perturbator(), 2 * width));
      case VARIATIONAL ->
          new PladNetworks(
              classifier,
              network(width, settings.perturbator(), 2 * latent),
              network(latent, mirrored, 2 * width));
    };
  }

  private static Architecture network(int inputs, List<Integer> hidden, int outputs) {
    List<Layer> layers = new ArrayList<>();
    for (int units : hidden) {
      layers.add(new Layer(units, Activation.RELU, true));
    }
    layers.add(new Layer(outputs, Activation.LINEAR, true));
    return new Architecture(inputs, layers);
  }

  @Override
  public RowFunction score(Fitted fitted) {
    return new NetworkFunction(
        networks(fitted.width()).classifier(), fitted.vectors().get(CLASSIFIER), engine);
  }
}
