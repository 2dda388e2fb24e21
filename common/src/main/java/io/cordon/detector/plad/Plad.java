package io.cordon.detector.plad;

import io.cordon.detector.Chain;
import io.cordon.detector.Coordinates;
import io.cordon.detector.Detector;
import io.cordon.detector.Fitted;
import io.cordon.detector.Metric;
import io.cordon.layer.Activation;
import io.cordon.layer.Architecture;
import io.cordon.layer.Dense;
import io.cordon.layer.Layer;
import io.cordon.layer.LeNet;
import io.cordon.layer.Prototypes;
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
import java.util.SplittableRandom;
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
 * methods of it: what {@link PladDraws} draws, more than one member, and a classifier of {@link
 * Prototypes}. A classifier of dense or convolutional layers knows only the way that its perturbed
 * rows went and may take anything else for normal; the distance from prototypes grows everywhere,
 * and perturbation learns how much each feature counts in it.
 */
public final class Plad implements Detector {
  public static final String NAME = "plad";
  private static final String CLASSIFIER = NAME + "-classifier";
  private static final String PERTURBATOR = NAME + "-perturbator";

  /** Of the nearest prototype, in units of the typical squared distance. */
  private static final float SHARPNESS = 5;

  private static final double[] LAMBDAS = {0.1, 0.3, 1, 3, 10, 30};

  private final PladSettings settings;
  private final Engine engine;

  Plad(PladSettings settings, Engine engine) {
    this.settings = settings;
    this.engine = engine;
  }

  /** The PLAD that the group {@code detector.plad} describes. */
  public static Plad from(io.cordon.config.Settings detector, Engine engine) {
    return new Plad(PladSettings.from(detector), engine);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Fitted fit(Rows rows, Training training) {
    if (settings.metric() == Metric.EUCLIDEAN) {
      return fitCoordinates(rows, training);
    }
    Rows coordinates = rows.map(new Coordinates(rows.width(), settings.metric()));
    try {
      return fitCoordinates(coordinates, training);
    } finally {
      coordinates.release();
    }
  }

  private Fitted fitCoordinates(Rows rows, Training training) {
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
    float[] parameters = start(objective.networks(), rows, training, startOf(phase));
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
    return new Trained(lambda, end.vector(), health, health.warnings(settings.prototypes() == 0));
  }

  private float[] start(PladNetworks networks, Rows rows, Training training, String phase) {
    SplittableRandom random = Seeds.stream(training.settings().seed(), phase, 0, -1);
    float[] parameters = networks.initialise(random);
    if (settings.prototypes() > 0) {
      float[] classifier =
          training.settings().trained()
              ? PrototypeStart.of(prototypes(), rows, random.nextLong())
              : PrototypeStart.unknowing(prototypes(), rows.width());
      System.arraycopy(classifier, 0, parameters, 0, classifier.length);
    }
    return parameters;
  }

  private Prototypes prototypes() {
    return new Prototypes(settings.prototypes(), SHARPNESS);
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
    if (settings.prototypes() > 0) {
      return new Architecture(width, List.of(prototypes()));
    }
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
    RowFunction score = members == 1 ? logits.get(0) : new MeanScore(logits, means, deviations);
    return settings.metric() == Metric.EUCLIDEAN
        ? score
        : new Chain(List.of(new Coordinates(fitted.width(), settings.metric()), score));
  }
}
