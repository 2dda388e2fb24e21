package io.cordon.training;

import io.cordon.config.Range;
import io.cordon.config.Settings;
import io.cordon.network.Engine;
import java.util.List;

/**
 * Settings of training by parameter averaging.
 *
 * @param seed of every random draw
 * @param rounds rounds of local training and averaging, for each phase that a detector does not
 *     count otherwise; 0 trains nothing
 * @param trained false for the untrained control: no phase runs a round
 * @param epochs passes over a shard in each round
 * @param batch rows in a mini-batch
 * @param optimiser the local optimiser
 * @param penalty strength of ½‖weights‖² in the loss of the encoder
 * @param contamination expected share of anomalies in the training rows, in (0, 0.5]
 * @param engine what computes the networks
 * @param stop which round's network a method of reconstruction keeps
 */
public record TrainingSettings(
    long seed,
    int rounds,
    boolean trained,
    int epochs,
    int batch,
    Optimiser optimiser,
    float penalty,
    double contamination,
    Engine engine,
    Stop stop) {

  private static final int MANY = 1 << 24;

  /** Settings that keep the last round's network. */
  public TrainingSettings(
      long seed,
      int rounds,
      boolean trained,
      int epochs,
      int batch,
      Optimiser optimiser,
      float penalty,
      double contamination,
      Engine engine) {
    this(
        seed, rounds, trained, epochs, batch, optimiser, penalty, contamination, engine, Stop.LAST);
  }

  /**
   * Reads the group {@code training} and the contamination.
   *
   * @param settings the whole tree
   */
  public static TrainingSettings read(Settings settings) {
    Settings training = settings.at("training");
    Optimiser optimiser =
        new Optimiser(
            training.oneOf("optimiser", Optimiser.Kind.class),
            (float) training.number("learning-rate", Range.closed(1e-9, 1e3)),
            (float) training.number("momentum", Range.closedOpen(0, 1)));
    return new TrainingSettings(
        training.wholeNumber("seed"),
        training.integer("rounds", 0, MANY),
        true,
        training.integer("epochs", 1, MANY),
        training.integer("batch", 1, 1 << 20),
        optimiser,
        (float) training.number("weight-decay", Range.closed(0, 1e3)),
        settings.number("threshold.contamination", Range.openClosed(0, 0.5)),
        training.oneOf("engine", Engine.class),
        stop(training));
  }

  /** {@code auto} stops by entropy where anomalies may be among the rows that train. */
  private static Stop stop(Settings training) {
    return switch (training.oneOf("stop", List.of("auto", "last", "entropy"))) {
      case "last" -> Stop.LAST;
      case "entropy" -> Stop.ENTROPY;
      default ->
          training.oneOf("supervision", Supervision.class) == Supervision.UNSUPERVISED
              ? Stop.ENTROPY
              : Stop.LAST;
    };
  }

  TrainingSettings withSeed(long other) {
    return new TrainingSettings(
        other, rounds, trained, epochs, batch, optimiser, penalty, contamination, engine);
  }

  TrainingSettings withoutRounds() {
    return new TrainingSettings(
        seed, rounds, false, epochs, batch, optimiser, penalty, contamination, engine, stop);
  }

  TrainingSettings toTheLastRound() {
    return new TrainingSettings(
        seed, rounds, trained, epochs, batch, optimiser, penalty, contamination, engine, Stop.LAST);
  }
}
