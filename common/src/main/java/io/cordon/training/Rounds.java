package io.cordon.training;

import java.util.function.UnaryOperator;

/**
 * The loop of every phase of training: go on where an earlier run stopped, take rounds, keep each,
 * tell of each.
 */
public final class Rounds {

  private Rounds() {}

  /**
   * Runs a phase.
   *
   * @param start the state before the first round
   * @param rounds rounds in all; the step may finish earlier
   * @param step one round: gives a state whose round is one higher
   * @return the state after the last round; {@code start} itself in the untrained control
   */
  public static RoundState run(
      String phase,
      RoundState start,
      int rounds,
      Training training,
      UnaryOperator<RoundState> step) {
    if (!training.settings().trained()) {
      return start;
    }
    RoundState state = training.journal().resume(phase).orElse(start);
    while (!state.finished() && state.round() < rounds) {
      state = step.apply(state);
      training.journal().record(phase, state, rounds);
      training.progress().round(phase, state, rounds);
    }
    return state;
  }
}
