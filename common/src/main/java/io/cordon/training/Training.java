package io.cordon.training;

import io.cordon.network.Engine;

/**
 * How to train: the settings that every detector shares, and where progress goes.
 *
 * @param settings the resolved settings
 * @param journal keeps what a later run can resume from
 * @param progress is told of every round
 */
public record Training(TrainingSettings settings, Journal journal, Progress progress) {

  /** The same training without a single round: what it gives is the untrained control. */
  public Training untrained() {
    return new Training(settings.withoutRounds(), Journal.NONE, Progress.NONE);
  }

  /** The same training with the last round's network kept: a code is no ranking. */
  public Training toTheLastRound() {
    return new Training(settings.toTheLastRound(), journal, progress);
  }

  /**
   * One part of this training, such as a member of an ensemble.
   *
   * @param name lower-case letters, digits and hyphens; it leads the names of the part's phases
   * @param seed of the part's random draws
   */
  public Training part(String name, long seed) {
    return new Training(
        settings.withSeed(seed),
        new PartJournal(name, journal),
        (phase, state, rounds) -> progress.round(name + "-" + phase, state, rounds));
  }

  public Engine engine() {
    return settings.engine();
  }
}
