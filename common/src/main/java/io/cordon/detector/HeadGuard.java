package io.cordon.detector;

import io.cordon.network.Architecture;
import io.cordon.network.Engine;
import io.cordon.network.NetworkFunction;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;
import io.cordon.rows.ScoreProfile;
import io.cordon.training.RoundState;
import java.util.Arrays;
import java.util.List;

/**
 * Watches OC-NN's alternation. Its objective has no finite minimum other than 0 for linear and ReLU layers, so weights may vanish (all scores tie) or grow
 * without bound; the guard then keeps the last healthy state, ends the phase and says so.
 *
 * @param codes what the head is trained on
 */
record HeadGuard(Rows codes, Architecture head, Engine engine) {
  private static final double LEAST_NORM = 1e-6;
  private static final double LEAST_SPREAD = 1e-9;
  private static final double GREATEST_MARGIN = 1e6;
  private static final double STILL = 1e-6;

  /** The state to go on with: {@code after}, or {@code before} as the last where {@code after} is degenerate. */
  RoundState check(RoundState before, RoundState after, List<String> warnings) {
    double r = after.numbers()[0];
    if (Math.abs(r) > GREATEST_MARGIN) {
      warnings.add("oc-nn: the margin grew beyond 1e6 in alternation " + after.round() + "; kept the parameters before it (try normalise = true)");
      return before.last();
    }
    if (collapsed(after.vector())) {
      warnings.add("oc-nn: the scores collapsed to one value in alternation " + after.round() + "; kept the parameters before it (try normalise = true)");
      return before.last();
    }
    boolean still = before.round() > 0 && near(r, before.numbers()[0]) && near(after.loss(), before.loss());
    return still ? after.last() : after;
  }

  private boolean collapsed(float[] vector) {
    int hidden = head.layers().get(0).width() * head.inputs();
    double norm = norm(vector, 0, hidden) * norm(vector, hidden, head.parameterCount());
    if (norm < LEAST_NORM) {
      return true;
    }
    RowFunction decision = new NetworkFunction(head, Arrays.copyOf(vector, head.parameterCount()), engine);
    ScoreProfile profile = ScoreProfile.of(codes, decision);
    return profile.standardDeviation() <= LEAST_SPREAD * Math.max(1, Math.abs(profile.mean()));
  }

  private static double norm(float[] vector, int from, int to) {
    double squares = 0;
    for (int place = from; place < to; place++) {
      squares += (double) vector[place] * vector[place];
    }
    return Math.sqrt(squares);
  }

  private static boolean near(double left, double right) {
    return Math.abs(left - right) < STILL * Math.max(1, Math.abs(left));
  }
}
