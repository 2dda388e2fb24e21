package io.cordon.training;

import java.util.Optional;

/**
 * Keeps the state of training after some rounds, so that a killed run can go on where it was, bit
 * for bit.
 */
public interface Journal {
  /** Keeps nothing. */
  Journal NONE =
      new Journal() {
        @Override
        public Optional<RoundState> resume(String phase) {
          return Optional.empty();
        }

        @Override
        public void record(String phase, RoundState state, int rounds) {}
      };

  /** The newest state of a phase that an earlier run left. */
  Optional<RoundState> resume(String phase);

  /**
   * Told after every round; keeps the state where it is due.
   *
   * @param rounds rounds that the phase runs in all
   */
  void record(String phase, RoundState state, int rounds);
}
