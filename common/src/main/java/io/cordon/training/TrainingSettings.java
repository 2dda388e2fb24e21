package io.cordon.training;

import io.cordon.network.Engine;

/**
 * Settings of training by parameter averaging.
 *
 * @param seed of every random draw
 * @param rounds rounds of local training and averaging, for each phase that a detector does not count otherwise; 0 trains nothing
 * @param trained false for the untrained control: no phase runs a round
 * @param epochs passes over a shard in each round
 * @param batch rows in a mini-batch
 * @param optimiser the local optimiser
 * @param penalty strength of ½‖weights‖² in the loss of the encoder
 * @param contamination expected share of anomalies in the training rows, in (0, 0.5]
 * @param engine what computes the networks
 */
public record TrainingSettings(
    long seed, int rounds, boolean trained, int epochs, int batch, Optimiser optimiser, float penalty, double contamination, Engine engine) {

  TrainingSettings withoutRounds() {
    return new TrainingSettings(seed, rounds, false, epochs, batch, optimiser, penalty, contamination, engine);
  }
}
