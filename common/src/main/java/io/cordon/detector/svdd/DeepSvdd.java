package io.cordon.detector.svdd;

import io.cordon.config.Range;
import io.cordon.detector.Detector;
import io.cordon.detector.Fitted;
import io.cordon.detector.ImageShape;
import io.cordon.detector.autoencoder.Autoencoder;
import io.cordon.layer.Activation;
import io.cordon.layer.Architecture;
import io.cordon.layer.Dense;
import io.cordon.layer.Layer;
import io.cordon.layer.LeNet;
import io.cordon.network.Engine;
import io.cordon.network.NetworkFunction;
import io.cordon.objective.SphereDistance;
import io.cordon.random.Seeds;
import io.cordon.rows.Average;
import io.cordon.rows.ColumnMoments;
import io.cordon.rows.RadixSelection;
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
 * Deep SVDD: a network φ is trained to bring all rows near to one fixed point c, so that the
 * squared distance {@code d² = ‖φ(x) - c‖²} is a row's anomaly. One-class form and soft boundary:
 *
 * <pre>mean d²        R² + 1/(νN) Σ max(0, d² - R²),  R² the (1-ν)-quantile of d²</pre>
 *
 * each with ½ training.weight-decay ‖W‖². The score is d² (at least 0) or {@code d² - R²}, which is
 * above 0 for at most ν·N of the training rows.
 *
 * <p>Source: Ruff et al., "Deep one-class classification" (2018), Eq. 3-4, section 3.3; paper 002,
 * section 5.2.2. No layer has a bias, for with one the network could map every row to c. The centre
 * is the mean of φ over all rows under the first weights, with no coordinate within 0.1 of 0, at
 * which a network without biases could aim by vanishing; the authors' code leaves a coordinate of
 * exactly 0 alone, this moves it too. Deviations: R² is the exact quantile over all rows after
 * every round, not that of the last mini-batch; one learning rate throughout; batch normalisation
 * for images only, where pre-training has a dense decoder.
 */
public final class DeepSvdd implements Detector {
  public static final String NAME = "deep-svdd";
  private static final String PRE_TRAINING = NAME + "-pre-training";
  private static final String RADIUS = "squared-radius";
  private static final float LEAST_CENTRE = 0.1f;

  /** Shares of the mean score and of ‖c‖² below which rows are told apart by rounding alone. */
  private static final double LEAST_SPREAD = 1e-3;

  private static final double LEAST_MEAN = 1e-8;

  /** What the network minimises. */
  public enum Objective {
    ONE_CLASS,
    SOFT_BOUNDARY
  }

  /**
   * What can be chosen.
   *
   * @param image how a row is to be read where there are filters
   * @param filters of the convolutions before the dense layers (see {@link LeNet}); none for rows
   *     that are no images
   * @param hidden widths of the layers before the last
   * @param code width of φ
   * @param nu share of the rows that may lie outside the soft boundary, in (0, 1); the training's
   *     contamination where empty
   * @param warmUp rounds in which R stays 0
   * @param preTraining whether the network starts as the encoder of an autoencoder that was trained
   *     for as many rounds
   */
  public record Settings(
      Objective objective,
      ImageShape image,
      List<Integer> filters,
      List<Integer> hidden,
      int code,
      Activation activation,
      OptionalDouble nu,
      int warmUp,
      boolean preTraining) {
    public Settings {
      filters = List.copyOf(filters);
      hidden = List.copyOf(hidden);
    }

    /** For rows that are no images. */
    public Settings(
        Objective objective,
        List<Integer> hidden,
        int code,
        Activation activation,
        OptionalDouble nu,
        int warmUp,
        boolean preTraining) {
      this(
          objective,
          ImageShape.SQUARE,
          List.of(),
          hidden,
          code,
          activation,
          nu,
          warmUp,
          preTraining);
    }
  }

  private final Settings settings;
  private final Engine engine;

  public DeepSvdd(Settings settings, Engine engine) {
    this.settings = settings;
    this.engine = engine;
  }

  /** The network that the group {@code detector.deep-svdd} describes. */
  public static DeepSvdd from(io.cordon.config.Settings detector, Engine engine) {
    io.cordon.config.Settings settings = detector.at(NAME);
    double nu = settings.number("nu", Range.closedOpen(0, 1));
    return new DeepSvdd(
        new Settings(
            settings.oneOf("objective", Objective.class),
            ImageShape.from(detector),
            settings.integers("filters", 1, 1 << 12),
            settings.integers("hidden", 1, 1 << 16),
            settings.integer("code", 1, 1 << 16),
            settings.oneOf("activation", Activation.class),
            nu > 0 ? OptionalDouble.of(nu) : OptionalDouble.empty(),
            settings.integer("warm-up", 0, 1 << 20),
            settings.flag("pre-training")),
        engine);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Fitted fit(Rows rows, Training training) {
    Architecture encoder = encoder(rows.width());
    float[] first = firstParameters(rows, encoder, training);
    float[] centre = centre(rows, new NetworkFunction(encoder, first, engine));
    RoundState end =
        Rounds.run(
            NAME,
            RoundState.start(training.settings().optimiser().vector(first), 0),
            training.settings().rounds(),
            training,
            state -> round(rows, encoder, centre, training, state));
    float[] vector = withCentre(encoder, end.vector(), centre);
    TreeMap<String, float[]> vectors = new TreeMap<>();
    vectors.put(NAME, vector);
    TreeMap<String, Double> constants = new TreeMap<>();
    constants.put(RADIUS, end.numbers()[0]);
    SphereScore distance = new SphereScore(encoder, vector, 0, engine);
    return new Fitted(rows.width(), vectors, constants, warnings(rows, distance, centre));
  }

  private float[] firstParameters(Rows rows, Architecture encoder, Training training) {
    if (!settings.preTraining()) {
      return encoder.initialise(Seeds.stream(training.settings().seed(), NAME, 0, -1));
    }
    Architecture whole = withDecoder(encoder);
    return Arrays.copyOf(
        Autoencoder.train(PRE_TRAINING, rows, whole, engine, training), encoder.parameterCount());
  }

  private RoundState round(
      Rows rows, Architecture encoder, float[] centre, Training training, RoundState state) {
    boolean soft = settings.objective() == Objective.SOFT_BOUNDARY;
    double nu = settings.nu().orElse(training.settings().contamination());
    Average average =
        rows.average(
            state.vector(),
            new LocalTraining(
                encoder,
                engine,
                soft
                    ? new SphereDistance(centre, state.numbers()[0], nu)
                    : SphereDistance.oneClass(centre),
                training.settings().optimiser(),
                training.settings().penalty(),
                training.settings().epochs(),
                training.settings().batch(),
                0,
                new LocalTraining.Stream(training.settings().seed(), NAME, state.round())));
    double squaredRadius = 0;
    boolean last = state.round() + 1 == training.settings().rounds();
    if (soft && (last || state.round() + 1 >= settings.warmUp())) {
      float[] vector = withCentre(encoder, average.vector(), centre);
      squaredRadius =
          rows.quantile(
              new SphereScore(encoder, vector, 0, engine),
              RadixSelection.rank(1 - nu, rows.count()));
    }
    return state.next(average, squaredRadius);
  }

  /** The parameters without the optimiser's state, and the centre behind them. */
  private static float[] withCentre(Architecture encoder, float[] vector, float[] centre) {
    float[] both = Arrays.copyOf(vector, encoder.parameterCount() + centre.length);
    System.arraycopy(centre, 0, both, encoder.parameterCount(), centre.length);
    return both;
  }

  /** The mean of φ over all rows, kept away from 0. */
  private static float[] centre(Rows rows, RowFunction encoder) {
    double[] means = ColumnMoments.of(rows, encoder).means();
    float[] centre = new float[means.length];
    for (int column = 0; column < means.length; column++) {
      float mean = (float) means[column];
      centre[column] =
          Math.abs(mean) >= LEAST_CENTRE ? mean : mean < 0 ? -LEAST_CENTRE : LEAST_CENTRE;
    }
    return centre;
  }

  /** Whether the network maps all rows to one point, as far as floats can tell. */
  static List<String> warnings(Rows rows, RowFunction distance, float[] centre) {
    double size = 0;
    for (float coordinate : centre) {
      size += (double) coordinate * coordinate;
    }
    ScoreMoments scores = ScoreMoments.of(rows, distance);
    boolean collapsed =
        scores.standardDeviation() <= LEAST_SPREAD * scores.mean()
            || scores.mean() <= LEAST_MEAN * size;
    return collapsed
        ? List.of(
            NAME
                + ": the network collapsed to one point, so that all rows score nearly alike: lower"
                + " training.weight-decay, training.learning-rate or training.rounds")
        : List.of();
  }

  private Architecture encoder(int width) {
    if (!settings.filters().isEmpty()) {
      List<Integer> widths = new ArrayList<>(settings.hidden());
      widths.add(settings.code());
      return LeNet.of(settings.image().of(width), settings.filters(), widths);
    }
    List<Layer> layers = new ArrayList<>();
    for (int units : settings.hidden()) {
      layers.add(new Dense(units, settings.activation(), false));
    }
    layers.add(new Dense(settings.code(), Activation.LINEAR, false));
    return new Architecture(width, layers);
  }

  private Architecture withDecoder(Architecture encoder) {
    List<Layer> layers = new ArrayList<>(encoder.layers());
    for (int depth = settings.hidden().size() - 1; depth >= 0; depth--) {
      layers.add(new Dense(settings.hidden().get(depth), settings.activation(), false));
    }
    layers.add(new Dense(encoder.inputs(), Activation.LINEAR, false));
    return new Architecture(encoder.input(), layers);
  }

  @Override
  public RowFunction score(Fitted fitted) {
    return new SphereScore(
        encoder(fitted.width()),
        fitted.vectors().get(NAME),
        fitted.constants().get(RADIUS),
        engine);
  }
}
