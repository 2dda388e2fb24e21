package io.cordon.detector.autoencoder;

import io.cordon.detector.Detector;
import io.cordon.detector.Fitted;
import io.cordon.layer.Activation;
import io.cordon.layer.Architecture;
import io.cordon.network.Engine;
import io.cordon.network.NetworkFunction;
import io.cordon.objective.Objective;
import io.cordon.objective.SquaredError;
import io.cordon.random.Seeds;
import io.cordon.rows.Average;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;
import io.cordon.training.LeastEntropy;
import io.cordon.training.LocalTraining;
import io.cordon.training.Optimiser;
import io.cordon.training.RoundState;
import io.cordon.training.Rounds;
import io.cordon.training.Training;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * An autoencoder, dense ({@code width -> hidden -> code -> hidden reversed -> width}), of images or
 * of sequences, trained on {@code mean (x - x̂)²}. The score is the squared reconstruction error
 * {@code ‖x - x̂‖²}, summed over the features, at least 0; rows that the network cannot rebuild are
 * anomalous.
 *
 * <p>Source: Hawkins et al. 2002 as told in paper 002, section 5.1.1; used as an encoder in paper
 * 001, sections 4.4-4.5. On contaminated rows few rounds rank better than many: the network first
 * learns the normal rows, then the anomalies; {@link LeastEntropy} finds where to stop.
 */
public final class Autoencoder implements Detector {
  public static final String NAME = "autoencoder";

  /**
   * What can be chosen.
   *
   * @param hidden widths of the encoder's layers before the code; the decoder mirrors them
   * @param code width of the code; 0 takes a quarter of the features, at least 2 and at most 32
   * @param activation of every hidden layer and of the code
   * @param output activation of the output layer
   * @param noise deviation of the normal noise on the rows that go in while the clean rows are to
   *     come out (a denoising autoencoder, Vincent et al. 2008; a baseline of paper 004); 0 for
   *     none
   * @param score what a row's anomaly is measured by
   */
  public record Settings(
      List<Integer> hidden,
      int code,
      Activation activation,
      Activation output,
      float noise,
      Score score) {
    public Settings {
      hidden = List.copyOf(hidden);
    }

    /** Without noise. */
    public Settings(
        List<Integer> hidden, int code, Activation activation, Activation output, Score score) {
      this(hidden, code, activation, output, 0, score);
    }
  }

  /** What a row's anomaly is measured by. */
  public enum Score {
    /** {@code ‖x - x̂‖²}. */
    SQUARED_ERROR,
    /**
     * {@code arccos(⟨x, x̂⟩ / (‖x‖ ‖x̂‖))} in [0, π]: the angle between a row and its
     * reconstruction (paper 003, section 3.2).
     */
    ANGLE,
    /**
     * The mean over a sequence's steps, without padding, of {@code ‖x - x̂‖²} of a step; for rows
     * that are no sequences the same as {@link #SQUARED_ERROR}.
     */
    STEP_ERROR
  }

  private final Blueprint blueprint;
  private final float noise;
  private final Score score;
  private final Engine engine;

  public Autoencoder(Settings settings, Engine engine) {
    this(new DenseBlueprint(settings), settings.noise(), settings.score(), engine);
  }

  Autoencoder(Blueprint blueprint, float noise, Score score, Engine engine) {
    this.blueprint = blueprint;
    this.noise = noise;
    this.score = score;
    this.engine = engine;
  }

  @Override
  public String name() {
    return blueprint.name();
  }

  @Override
  public Fitted fit(Rows rows, Training training) {
    Architecture network = architecture(rows.width());
    float[] parameters =
        switch (training.settings().stop()) {
          case LAST -> trainToTheEnd(rows, network, training);
          case ENTROPY -> trainToLeastEntropy(rows, network, training);
        };
    TreeMap<String, float[]> vectors = new TreeMap<>();
    vectors.put(name(), parameters);
    return new Fitted(rows.width(), vectors, new TreeMap<>(), List.of());
  }

  /**
   * Trains a network, from fresh parameters, to give its rows back; for whoever needs an encoder of
   * a shape of its own.
   *
   * @param phase names the rounds and the random streams
   * @param network as many outputs as inputs
   * @return its parameters
   */
  public static float[] train(
      String phase, Rows rows, Architecture network, Engine engine, Training training) {
    Optimiser optimiser = training.settings().optimiser();
    float[] parameters = network.initialise(Seeds.stream(training.settings().seed(), phase, 0, -1));
    Objective objective = new SquaredError(network.outputs());
    return toTheEnd(
        phase,
        optimiser.vector(parameters),
        network,
        training,
        state -> {
          LocalTraining step =
              step(phase, network, objective, engine, optimiser, training, 0, state.round());
          return rows.average(state.vector(), step);
        });
  }

  private float[] trainToTheEnd(Rows rows, Architecture network, Training training) {
    return toTheEnd(
        name(),
        start(rows.width(), training),
        network,
        training,
        state -> train(rows, training, state.vector(), state.round()));
  }

  private static float[] toTheEnd(
      String phase,
      float[] start,
      Architecture network,
      Training training,
      Function<RoundState, Average> round) {
    RoundState end =
        Rounds.run(
            phase,
            RoundState.start(start),
            training.settings().rounds(),
            training,
            state -> state.next(round.apply(state)));
    return Arrays.copyOf(end.vector(), network.parameterCount());
  }

  private float[] trainToLeastEntropy(Rows rows, Architecture network, Training training) {
    Score loss = score == Score.STEP_ERROR ? score : Score.SQUARED_ERROR;
    return new LeastEntropy(
            rows,
            network.parameterCount(),
            (vector, round) -> train(rows, training, vector, round),
            parameters -> new Reconstruction(network, parameters, engine, loss))
        .run(name(), start(rows.width(), training), training);
  }

  private static LocalTraining step(
      String phase,
      Architecture network,
      Objective objective,
      Engine engine,
      Optimiser optimiser,
      Training training,
      float noise,
      int round) {
    return new LocalTraining(
        network,
        engine,
        objective,
        optimiser,
        training.settings().penalty(),
        training.settings().epochs(),
        training.settings().batch(),
        noise,
        new LocalTraining.Stream(training.settings().seed(), phase, round));
  }

  /** The vector of a fresh network, the optimiser's state at rest behind it. */
  public float[] start(int width, Training training) {
    SplittableRandom random = Seeds.stream(training.settings().seed(), name(), 0, -1);
    return training.settings().optimiser().vector(architecture(width).initialise(random));
  }

  /**
   * One round of local training and averaging, for whoever goes on between rounds.
   *
   * @param round from 0; names the random streams of the shards
   */
  public Average train(Rows rows, Training training, float[] vector, int round) {
    Architecture network = architecture(rows.width());
    Objective objective = blueprint.objective(network);
    Optimiser optimiser = training.settings().optimiser().withClip(blueprint.clip());
    return rows.average(
        vector, step(name(), network, objective, engine, optimiser, training, noise, round));
  }

  @Override
  public RowFunction score(Fitted fitted) {
    return new Reconstruction(
        architecture(fitted.width()), fitted.vectors().get(name()), engine, score);
  }

  /** The squared error of each feature; an angle or a mean over steps has no such parts. */
  @Override
  public Optional<RowFunction> contributions(Fitted fitted) {
    return score == Score.SQUARED_ERROR
        ? Optional.of(errors(fitted.width(), fitted.vectors().get(name())))
        : Optional.empty();
  }

  /** The squared error of each feature by a network with these parameters. */
  public RowFunction errors(int width, float[] parameters) {
    return new SquaredErrors(new NetworkFunction(architecture(width), parameters, engine));
  }

  /** The trained encoder: {@code width} features in, the code out. */
  public RowFunction encoder(Fitted fitted) {
    return encoder(fitted.width(), fitted.vectors().get(name()));
  }

  /** The encoder of a network with these parameters. */
  public RowFunction encoder(int width, float[] parameters) {
    Architecture encoder = encoder(width);
    return new NetworkFunction(
        encoder, Arrays.copyOf(parameters, encoder.parameterCount()), engine);
  }

  /** The layers up to the code. */
  public Architecture encoder(int width) {
    return blueprint.encoder(width);
  }

  /** The layers for rows of so many features. */
  public Architecture architecture(int width) {
    return blueprint.network(width);
  }
}
