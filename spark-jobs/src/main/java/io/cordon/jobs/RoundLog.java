package io.cordon.jobs;

import io.cordon.report.TrainingReport;
import io.cordon.training.Progress;
import io.cordon.training.RoundState;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line a round: loss, the method's own number, seconds, rows a second, time left. The rounds
 * are kept for the report.
 */
final class RoundLog implements Progress {
  private static final Logger LOG = LoggerFactory.getLogger("io.cordon.training");

  private final List<TrainingReport.Round> rounds = new ArrayList<>();
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
    Double r = state.numbers().length > 0 ? state.numbers()[0] : null;
    this.rounds.add(new TrainingReport.Round(phase, state.round(), state.loss(), r, seconds));
    LOG.info(
        String.format(
            "%s round %d/%d: loss %.6g%s, %.2f s, %,.0f rows/s, %.0f s left%s",
            phase,
            state.round(),
            rounds,
            state.loss(),
            r == null ? "" : String.format(" r %.6g", r),
            seconds,
            rowsInRound / seconds,
            seconds * (rounds - state.round()),
            state.finished() ? ", finished" : ""));
  }

  /** The rounds so far, in the order in which they ended. */
  List<TrainingReport.Round> rounds() {
    return rounds;
  }
}
