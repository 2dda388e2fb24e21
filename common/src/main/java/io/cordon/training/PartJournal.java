package io.cordon.training;

import java.util.Optional;

/**
 * A journal for one part of a training: the part's name leads the names of its phases, so that
 * parts with the same phases keep their states apart.
 */
record PartJournal(String part, Journal whole) implements Journal {

  @Override
  public Optional<RoundState> resume(String phase) {
    return whole.resume(nameOf(phase));
  }

  @Override
  public void record(String phase, RoundState state, int rounds) {
    whole.record(nameOf(phase), state, rounds);
  }

  private String nameOf(String phase) {
    return part + "-" + phase;
  }
}
