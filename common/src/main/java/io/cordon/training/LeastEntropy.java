package io.cordon.training;

import io.cordon.rows.Average;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A stopping rule that needs no label. A network that learns contaminated rows learns the normal
 * ones first and the anomalies later, and its ranking is best in between. The phase ends at the
 * elbow of the mean loss: at the first round but one that lowers its logarithm by less than {@value
 * #ELBOW} of what the steepest round did. Of the rounds up to there, the network is kept whose
 * losses have the least {@link LossEntropy}.
 *
 * <p>Source: the entropy is EntropyStop's (2024), whose least value alone stops too late on KDD Cup
 * 99; the elbow is ours. docs/results/stopping.md has what the rule loses against the best stop
 * that labels would choose.
 *
 * @param rows that train
 * @param parameters of the network: the first of the vector that rounds average
 * @param step a round: the vector and the number of the round in, the average out
 * @param loss of every row by the network with these parameters; at least 0
 */
public record LeastEntropy(
    Rows rows,
    int parameters,
    BiFunction<float[], Integer, Average> step,
    Function<float[], RowFunction> loss) {

  /** Share of the steepest fall of the mean loss's logarithm below which the phase ends. */
  static final double ELBOW = 0.05;

  /** Places of what the rule carries from round to round. */
  private static final int LEAST = 0;

  private static final int STEEPEST = 1;
  private static final int LOG_LOSS = 2;

  /**
   * Runs a phase up to the elbow.
   *
   * @param start the vector before the first round
   * @return the parameters of the round that is kept; of the start in the untrained control
   */
  public float[] run(String phase, float[] start, Training training) {
    float[] best = Arrays.copyOf(start, parameters);
    double logLoss = training.settings().trained() ? Math.log(entropy(best).mean()) : 0;
    RoundState first = RoundState.start(joined(start, best), Double.POSITIVE_INFINITY, 0, logLoss);
    RoundState end =
        Rounds.run(
            phase, first, training.settings().rounds(), training, state -> next(state, start));
    return Arrays.copyOfRange(end.vector(), start.length, start.length + parameters);
  }

  private RoundState next(RoundState state, float[] start) {
    float[] vector = Arrays.copyOf(state.vector(), start.length);
    Average average = step.apply(vector, state.round());
    float[] network = Arrays.copyOf(average.vector(), parameters);
    LossEntropy entropy = entropy(network);
    double[] before = state.numbers();
    double logLoss = Math.log(entropy.mean());
    double fall = before[LOG_LOSS] - logLoss;
    boolean least = entropy.value() < before[LEAST];
    float[] best =
        least
            ? network
            : Arrays.copyOfRange(state.vector(), start.length, start.length + parameters);
    double[] numbers = {
      least ? entropy.value() : before[LEAST], Math.max(before[STEEPEST], fall), logLoss
    };
    RoundState after =
        state.next(new Average(joined(average.vector(), best), average.loss()), numbers);
    boolean elbow = state.round() > 0 && fall < ELBOW * numbers[STEEPEST];
    return elbow ? after.last(numbers) : after;
  }

  private LossEntropy entropy(float[] network) {
    return LossEntropy.of(rows, loss.apply(network));
  }

  private static float[] joined(float[] vector, float[] best) {
    float[] both = Arrays.copyOf(vector, vector.length + best.length);
    System.arraycopy(best, 0, both, vector.length, best.length);
    return both;
  }
}
