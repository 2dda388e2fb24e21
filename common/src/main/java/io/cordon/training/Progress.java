package io.cordon.training;

/** Is told of every round. */
@FunctionalInterface
public interface Progress {
  /** Says nothing. */
  Progress NONE = (phase, state, rounds) -> {};

  /**
   * A round has ended.
   *
   * @param rounds rounds that the phase runs in all
   */
  void round(String phase, RoundState state, int rounds);
}
