package io.cordon.detector.rda;

import io.cordon.config.Range;
import io.cordon.detector.Detector;
import io.cordon.detector.Fitted;
import io.cordon.detector.autoencoder.Autoencoder;
import io.cordon.detector.autoencoder.Autoencoders;
import io.cordon.detector.autoencoder.Reconstruction;
import io.cordon.layer.Architecture;
import io.cordon.network.Engine;
import io.cordon.network.NetworkFunction;
import io.cordon.rows.Average;
import io.cordon.rows.RadixSelection;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;
import io.cordon.rows.ScoreMoments;
import io.cordon.training.RoundState;
import io.cordon.training.Rounds;
import io.cordon.training.Training;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A robust autoencoder: {@code min ‖L - D(E(L))‖² + λ ‖S‖, X = L + S}. Every few rounds what the
 * autoencoder cannot rebuild is set aside as S (see {@link Separation}), and it learns on from L =
 * X - S, so that anomalies among the training rows are not learned. The score is the squared
 * reconstruction error {@code ‖x - x̂‖²}, also for rows that did not train.
 *
 * <p>Source: Zhou and Paffenroth 2017 (RDA), Chalapathy et al. 2017 (RCAE, with a convolutional
 * autoencoder), as baselines of paper 001, section 2.1 and Eq. 1, whose {@code ‖Sᵀ‖₂,₁} sets whole
 * rows aside. Deviations: S is taken from a row's fixed point instead of from its last value, so
 * that it is a function of the row and the network; τ by default is the residual norm that the
 * share {@code threshold.contamination} of the rows exceeds, which no scale of the features moves.
 */
public final class RobustAutoencoder implements Detector {
  public static final String NAME = "rda";
  public static final String OF_IMAGES = "rcae";

  /**
   * What can be chosen.
   *
   * @param shrinkage what is set aside
   * @param tau τ; where empty, the quantile of the residual norms for rows, and for cells {@code 4
   *     mean|x| / √max(rows, features)}, as robust PCA has it
   * @param separate rounds of training between two separations
   */
  record Settings(Separation.Shrinkage shrinkage, OptionalDouble tau, int separate) {}

  private final String name;
  private final Settings settings;
  private final Autoencoder autoencoder;
  private final Engine engine;

  RobustAutoencoder(String name, Settings settings, Autoencoder autoencoder, Engine engine) {
    this.name = name;
    this.settings = settings;
    this.autoencoder = autoencoder;
    this.engine = engine;
  }

  /** With the dense autoencoder that the group {@code detector.autoencoder} describes. */
  public static RobustAutoencoder from(io.cordon.config.Settings detector, Engine engine) {
    return new RobustAutoencoder(
        NAME, settings(detector), Autoencoders.dense(detector, engine), engine);
  }

  /** With the one of images that the group {@code detector.conv-autoencoder} describes. */
  public static RobustAutoencoder ofImages(io.cordon.config.Settings detector, Engine engine) {
    return new RobustAutoencoder(
        OF_IMAGES, settings(detector), Autoencoders.ofImages(detector, engine), engine);
  }

  private static Settings settings(io.cordon.config.Settings detector) {
    io.cordon.config.Settings settings = detector.at(NAME);
    return new Settings(
        settings.oneOf("set-aside", Separation.Shrinkage.class),
        settings.text("tau").equals("auto")
            ? OptionalDouble.empty()
            : OptionalDouble.of(settings.number("tau", Range.atLeast(0))),
        settings.integer("separate", 1, 1 << 20));
  }

  @Override
  public String name() {
    return name;
  }

  /** Rounds are told turn by turn: a turn is {@code separate} rounds on the same L. */
  @Override
  public Fitted fit(Rows rows, Training training) {
    int rounds = training.settings().rounds();
    int turns = (rounds + settings.separate() - 1) / settings.separate();
    RoundState start = RoundState.start(autoencoder.start(rows.width(), training), 0);
    RoundState end = Rounds.run(name, start, turns, training, state -> turn(rows, training, state));
    TreeMap<String, float[]> vectors = new TreeMap<>();
    vectors.put(name, parameters(rows.width(), end.vector()));
    TreeMap<String, Double> constants = new TreeMap<>();
    constants.put("tau", end.numbers()[0]);
    return new Fitted(rows.width(), vectors, constants, List.of());
  }

  private RoundState turn(Rows rows, Training training, RoundState state) {
    boolean first = state.round() == 0;
    float tau = first ? 0 : tau(rows, training, parameters(rows.width(), state.vector()));
    Rows learnable = first ? rows : rows.map(separation(rows.width(), state.vector(), tau));
    int from = state.round() * settings.separate();
    int end = Math.min(training.settings().rounds(), from + settings.separate());
    Average average = new Average(state.vector(), state.loss());
    for (int round = from; round < end; round++) {
      average = autoencoder.train(learnable, training, average.vector(), round);
    }
    if (!first) {
      learnable.release();
    }
    return state.next(average, tau);
  }

  private float tau(Rows rows, Training training, float[] parameters) {
    if (settings.tau().isPresent()) {
      return (float) settings.tau().getAsDouble();
    }
    return switch (settings.shrinkage()) {
      case ROWS -> {
        double kept = 1 - training.settings().contamination();
        long rank = RadixSelection.rank(kept, rows.count());
        yield (float) Math.sqrt(rows.quantile(error(rows.width(), parameters), rank));
      }
      case CELLS -> {
        double magnitude = ScoreMoments.of(rows, new Magnitude(rows.width())).mean();
        yield (float) (4 * magnitude / Math.sqrt(Math.max(rows.count(), rows.width())));
      }
    };
  }

  private Separation separation(int width, float[] vector, float tau) {
    Architecture network = autoencoder.architecture(width);
    return new Separation(
        new NetworkFunction(network, parameters(width, vector), engine), settings.shrinkage(), tau);
  }

  private float[] parameters(int width, float[] vector) {
    return Arrays.copyOf(vector, autoencoder.architecture(width).parameterCount());
  }

  private RowFunction error(int width, float[] parameters) {
    return new Reconstruction(
        autoencoder.architecture(width), parameters, engine, Autoencoder.Score.SQUARED_ERROR);
  }

  @Override
  public RowFunction score(Fitted fitted) {
    return error(fitted.width(), fitted.vectors().get(name));
  }

  /** The squared error of each feature. */
  @Override
  public Optional<RowFunction> contributions(Fitted fitted) {
    return Optional.of(autoencoder.errors(fitted.width(), fitted.vectors().get(name)));
  }
}
