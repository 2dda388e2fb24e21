package io.cordon.detector.ocnn;

import io.cordon.layer.Architecture;
import io.cordon.network.Engine;
import io.cordon.network.NetworkFunction;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;
import io.cordon.rows.ScoreMoments;
import io.cordon.training.RoundState;
import java.util.Arrays;
import java.util.List;

/**
 * Watches OC-NN's alternation. Its objective has no finite minimum other than 0 for linear and ReLU
 * layers, so weights may vanish (all scores tie) or grow without bound; the guard then keeps the
 * last healthy state, ends the phase and says so.
 *
 * @param codes what the head is trained on
 */
record HeadGuard(Rows codes, Architecture head, Engine engine) {
  private static final double LEAST_NORM = 1e-6;
  private static final double LEAST_SPREAD = 1e-9;
  private static final double GREATEST_MARGIN = 1e6;
  private static final double STILL = 1e-6;

  /**
   * Why a phase ended early; its ordinal is the second of the state's numbers, so that a resumed
   * run knows it too.
   */
  enum Verdict {
    HEALTHY(""),
    EXPLODED("the margin r grew beyond 1e6"),
    COLLAPSED("the scores collapsed to one value");

    private final String meaning;

    Verdict(String meaning) {
      this.meaning = meaning;
    }

    /** What a state's numbers say about how its phase ended, as warnings. */
    static List<String> warnings(RoundState end) {
      Verdict verdict = values()[(int) end.numbers()[1]];
      return verdict == HEALTHY
          ? List.of()
          : List.of(
              "oc-nn: "
                  + verdict.meaning
                  + " in alternation "
                  + (end.round() + 1)
                  + "; kept the parameters before it");
    }
  }

  /**
   * The state to go on with: {@code after}, or {@code before} as the last where {@code after} is
   * degenerate.
   */
  RoundState check(RoundState before, RoundState after) {
    double r = after.numbers()[0];
    Verdict verdict =
        Math.abs(r) > GREATEST_MARGIN
            ? Verdict.EXPLODED
            : collapsed(after.vector()) ? Verdict.COLLAPSED : Verdict.HEALTHY;
    if (verdict != Verdict.HEALTHY) {
      return before.last(before.numbers()[0], verdict.ordinal());
    }
    boolean still =
        before.round() > 0
            && Math.abs(r - before.numbers()[0]) < STILL * Math.max(1, Math.abs(r))
            && Math.abs(after.loss() - before.loss()) < STILL * Math.abs(after.loss());
    return still ? after.last(after.numbers()) : after;
  }

  private boolean collapsed(float[] vector) {
    int hidden = head.layers().get(0).weightCount(head.input());
    double norm = norm(vector, 0, hidden) * norm(vector, hidden, head.parameterCount());
    if (norm < LEAST_NORM) {
      return true;
    }
    RowFunction decision =
        new NetworkFunction(head, Arrays.copyOf(vector, head.parameterCount()), engine);
    ScoreMoments moments = ScoreMoments.of(codes, decision);
    return moments.standardDeviation() <= LEAST_SPREAD * Math.max(1, Math.abs(moments.mean()));
  }

  private static double norm(float[] vector, int from, int to) {
    double squares = 0;
    for (int place = from; place < to; place++) {
      squares += (double) vector[place] * vector[place];
    }
    return Math.sqrt(squares);
  }
}
