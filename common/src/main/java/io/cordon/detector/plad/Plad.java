package io.cordon.detector.plad;

import io.cordon.config.Range;
import io.cordon.detector.Detector;
import io.cordon.detector.Fitted;
import io.cordon.detector.ImageShape;
import io.cordon.layer.Activation;
import io.cordon.layer.Architecture;
import io.cordon.layer.Dense;
import io.cordon.layer.Layer;
import io.cordon.layer.LeNet;
import io.cordon.network.Engine;
import io.cordon.network.NetworkFunction;
import io.cordon.random.Seeds;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;
import io.cordon.rows.ScoreMoments;
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
 * authors' code has it) and the choice {@code auto} of λ. Off by default, since they make other
 * methods of it: what {@link PladDraws} draws, and more than one member.
 */
public final class Plad implements Detector {
  public static final String NAME = "plad";
  private static final String CLASSIFIER = NAME + "-classifier";
  private static final String PERTURBATOR = NAME + "-perturbator";
  private static final double[] LAMBDAS = {0.1, 0.3, 1, 3, 10, 30};

  /**
   * What can be chosen.
   *
   * @param variant of the perturbator
   * @param draws what is drawn beside the paper's ε
   * @param lambda λ, what changes cost; where empty, the smallest of 0.1, 0.3, 1, 3, 10, 30 at
   *     which, after training, the rows' mean cross-entropy is below 0.3 and the mean |α - 1| below
   *     0.5
   * @param convention how λ counts
   * @param divergenceWeight κ of the variational variant
   * @param image how a row is to be read where there are filters
   * @param filters of the classifier's convolutions (see {@link LeNet}); none for rows that are no
   *     images
   * @param classifier widths of its hidden layers (ReLU; leaky and without biases behind filters)
   * @param perturbator widths of its hidden layers (ReLU); in the variational variant of the
   *     encoder's, which the decoder mirrors
   * @param latent variables of the variational variant; 0 takes as many as features, at most 32
   * @param members networks trained apart from different starts; the score of more than one is the
   *     mean of their logits, each of mean 0 and deviation 1 over the training rows (ours)
   */
  record Settings(
      Variant variant,
      PladDraws draws,
      OptionalDouble lambda,
      Convention convention,
      double divergenceWeight,
      ImageShape image,
      List<Integer> filters,
      List<Integer> classifier,
      List<Integer> perturbator,
      int latent,
      int members) {
    Settings {
      filters = List.copyOf(filters);
      classifier = List.copyOf(classifier);
      perturbator = List.copyOf(perturbator);
    }
  }

  /** What the perturbator is. */
  enum Variant {
    /** One network (Eq. 3). */
    DETERMINISTIC,
    /** Two with latent variables between them (Eq. 5). */
    VARIATIONAL
  }

  /** How the squared norms that λ multiplies count. */
  enum Convention {
    /** As means over the features. */
    MEAN,
    /**
     * As sums, as printed in the paper; the same λ weighs as many times more as there are features.
     */
    SUM
  }

  private final Settings settings;
  private final Engine engine;

  Plad(Settings settings, Engine engine) {
    this.settings = settings;
    this.engine = engine;
  }

  /** The PLAD that the group {@code detector.plad} describes. */
  public static Plad from(io.cordon.config.Settings detector, Engine engine) {
    io.cordon.config.Settings settings = detector.at(NAME);
    return new Plad(
        new Settings(
            settings.oneOf("variant", Variant.class),
            new PladDraws(
                settings.flag("symmetric"),
                settings.number("touched", Range.openClosed(0, 1)),
                settings.number("jitter", Range.atLeast(0))),
            lambda(settings),
            settings.oneOf("lambda-convention", Convention.class),
            settings.number("kl-weight", Range.atLeast(0)),
            ImageShape.from(detector),
            settings.integers("filters", 1, 1 << 12),
            settings.integers("classifier", 1, 1 << 16),
            settings.integers("perturbator", 1, 1 << 16),
            settings.integer("latent", 0, 1 << 16),
            settings.integer("members", 1, 1 << 10)),
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
    Trained first =
        settings.lambda().isPresent()
            ? fit(rows, training, settings.lambda().getAsDouble(), NAME)
            : fitWithoutLambda(rows, training);
    TreeMap<String, float[]> vectors = new TreeMap<>();
    TreeMap<String, Double> constants = first.health().figures();
    constants.put("lambda", first.lambda());
    keep(first, rows, 0, vectors, constants);
    for (int member = 1; member < settings.members(); member++) {
      Trained next = fit(rows, training, first.lambda(), NAME + "-member-" + member);
      keep(next, rows, member, vectors, constants);
    }
    return new Fitted(rows.width(), vectors, constants, first.warnings());
  }

  /** Goes up the candidates of λ and keeps the first healthy one, or else the healthiest. */
  private Trained fitWithoutLambda(Rows rows, Training training) {
    Trained best = null;
    for (int candidate = 0; candidate < LAMBDAS.length; candidate++) {
      Trained next = fit(rows, training, LAMBDAS[candidate], NAME + "-lambda-" + candidate);
      if (next.health().strain() < 1) {
        return next;
      }
      if (best == null || next.health().strain() < best.health().strain()) {
        best = next;
      }
    }
    List<String> warnings = new ArrayList<>(best.warnings());
    warnings.add(
        "plad: no lambda from 0.1 to 30 keeps both the cross-entropy of the rows below 0.3 and the"
            + " factors within 0.5 of 1: took the nearest; train longer");
    return new Trained(best.lambda(), best.vector(), best.health(), warnings);
  }

  /** What one λ gave: the flat vector of both networks and how it stands on the training rows. */
  private record Trained(double lambda, float[] vector, PladHealth health, List<String> warnings) {}

  private Trained fit(Rows rows, Training training, double lambda, String phase) {
    PladObjective objective = objective(rows.width(), lambda);
    long seed = training.settings().seed();
    float[] parameters = objective.networks().initialise(Seeds.stream(seed, startOf(phase), 0, -1));
    RoundState end =
        Rounds.run(
            phase,
            RoundState.start(training.settings().optimiser().vector(parameters)),
            training.settings().rounds(),
            training,
            state ->
                state.next(
                    rows.average(state.vector(), descend(objective, training, phase, state))));
    PladHealth health = rows.fold(new PladHealth.Gather(objective, end.vector(), seed));
    return new Trained(lambda, end.vector(), health, health.warnings());
  }

  /** All candidates of λ start from the same networks. */
  private static String startOf(String phase) {
    return phase.startsWith(NAME + "-lambda-") ? NAME : phase;
  }

  private void keep(
      Trained member,
      Rows rows,
      int number,
      TreeMap<String, float[]> vectors,
      TreeMap<String, Double> constants) {
    PladNetworks networks = networks(rows.width());
    int between = networks.classifier().parameterCount();
    float[] classifier = Arrays.copyOf(member.vector(), between);
    vectors.put(numbered(CLASSIFIER, number), classifier);
    vectors.put(
        numbered(PERTURBATOR, number),
        Arrays.copyOfRange(member.vector(), between, networks.parameterCount()));
    if (settings.members() > 1) {
      ScoreMoments moments =
          ScoreMoments.of(rows, new NetworkFunction(networks.classifier(), classifier, engine));
      constants.put(numbered("logit-mean", number), moments.mean());
      constants.put(numbered("logit-deviation", number), moments.standardDeviation());
    }
  }

  private static String numbered(String name, int number) {
    return number == 0 ? name : name + "-" + number;
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
        networks(width), engine, perFeature, settings.divergenceWeight(), settings.draws());
  }

  private PladNetworks networks(int width) {
    Architecture classifier = classifier(width);
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

  private Architecture classifier(int width) {
    if (settings.filters().isEmpty()) {
      return network(width, settings.classifier(), 1);
    }
    List<Integer> widths = new ArrayList<>(settings.classifier());
    widths.add(1);
    return LeNet.of(settings.image().of(width), settings.filters(), widths);
  }

  private static Architecture network(int inputs, List<Integer> hidden, int outputs) {
    List<Layer> layers = new ArrayList<>();
    for (int units : hidden) {
      layers.add(new Dense(units, Activation.RELU, true));
    }
    layers.add(new Dense(outputs, Activation.LINEAR, true));
    return new Architecture(inputs, layers);
  }

  @Override
  public RowFunction score(Fitted fitted) {
    Architecture classifier = networks(fitted.width()).classifier();
    int members = settings.members();
    List<RowFunction> logits = new ArrayList<>();
    double[] means = new double[members];
    double[] deviations = new double[members];
    for (int member = 0; member < members; member++) {
      logits.add(
          new NetworkFunction(
              classifier, fitted.vectors().get(numbered(CLASSIFIER, member)), engine));
      if (members > 1) {
        means[member] = fitted.constants().get(numbered("logit-mean", member));
        deviations[member] = fitted.constants().get(numbered("logit-deviation", member));
      }
    }
    return members == 1 ? logits.get(0) : new MeanScore(logits, means, deviations);
  }
}
