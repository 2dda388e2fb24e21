package io.cordon.training;

import io.cordon.rows.Average;

/**
 * Everything that a phase of training carries from one round to the next. Randomness is a function
 * of (seed, phase, round, shard), so the round's number stands for the state of every generator.
 *
 * @param round rounds done
 * @param vector the averaged vector: parameters and the optimiser's moments
 * @param numbers further state of the method, such as the margin r
 * @param loss mean loss a row in the last round; 0 before the first
 * @param finished true where the method's own rule ended the phase
 */
public record RoundState(
    int round, float[] vector, double[] numbers, double loss, boolean finished) {

  /** The state before the first round. */
  public static RoundState start(float[] vector, double... numbers) {
    return new RoundState(0, vector, numbers, 0, false);
  }

  /** The state after a round that gave this average. */
  public RoundState next(Average average, double... numbers) {
    return new RoundState(round + 1, average.vector(), numbers, average.loss(), false);
  }

  /** The same state as the phase's last, with these further numbers. */
  public RoundState last(double... ending) {
    return new RoundState(round, vector, ending, loss, true);
  }
}
