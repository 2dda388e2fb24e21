package io.cordon.jobs;

import io.cordon.training.Progress;
import io.cordon.training.RoundState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line a round: loss, the method's own number, seconds, rows a second, time left. */
final class RoundLog implements Progress {
  private static final Logger LOG = LoggerFactory.getLogger("io.cordon.training");

  private final long rowsInRound;
  private long last = System.nanoTime();

  /**
   * A log.
   *
   * @param rowsInRound rows that one round trains on: rows of the table times the epochs of a round
   */
  RoundLog(long rowsInRound) {
    this.rowsInRound = rowsInRound;
  }

  @Override
  public void round(String phase, RoundState state, int rounds) {
    long now = System.nanoTime();
    double seconds = (now - last) / 1e9;
    last = now;
    String margin = state.numbers().length > 0 ? String.format(" r %.6g", state.numbers()[0]) : "";
    LOG.info(
        String.format(
            "%s round %d/%d: loss %.6g%s, %.2f s, %,.0f rows/s, %.0f s left%s",
            phase,
            state.round(),
            rounds,
            state.loss(),
            margin,
            seconds,
            rowsInRound / seconds,
            seconds * (rounds - state.round()),
            state.finished() ? ", finished" : ""));
  }
}
