package io.cordon.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cordon.network.Engine;
import io.cordon.rows.Average;
import io.cordon.rows.LocalRows;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A network of one parameter, the rounds it has seen; its losses of four rows are written down. */
class LeastEntropyTest {
  private static final Rows ROWS = LocalRows.of(1, new float[] {0, 1, 2, 3}, 2);

  /** One row of losses a round: the loss falls all the way, its entropy is least after round 2. */
  private static final float[][] LOSSES = {
    {8, 8, 8, 8},
    {2, 2, 2, 6},
    {0.1f, 0.1f, 0.1f, 5},
    {0.1f, 0.1f, 0.1f, 1},
    {0.1f, 0.1f, 0.1f, 0.98f},
    {0, 0, 0, 0.5f},
  };

  private record Loss(int round) implements RowFunction {
    @Override
    public int inputs() {
      return 1;
    }

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public Pass open() {
      return (rows, from, count, outputs, to) -> {
        for (int row = 0; row < count; row++) {
          outputs[to + row] = LOSSES[round][(int) rows[from + row]];
        }
      };
    }
  }

  private final List<Integer> steps = new ArrayList<>();

  private final LeastEntropy rule =
      new LeastEntropy(
          ROWS,
          1,
          (vector, round) -> {
            steps.add(round);
            assertThat(vector).hasSize(2);
            return new Average(new float[] {vector[0] + 1, -1}, 0);
          },
          network -> new Loss((int) network[0]));

  private static Training training(int rounds, Journal journal) {
    Optimiser optimiser = new Optimiser(Optimiser.Kind.SGD, 1, 0);
    return new Training(
        new TrainingSettings(1, rounds, true, 1, 1, optimiser, 0, 0.1, Engine.NATIVE, Stop.ENTROPY),
        journal,
        Progress.NONE);
  }

  @Test
  void entropyIsOneWhereAllRowsLoseAlikeAndByHandElsewhere() {
    assertThat(LossEntropy.of(ROWS, new Loss(0)).value()).isCloseTo(1, within(1e-12));
    double half = -(0.5 * Math.log(0.5) + 3 * Math.log(1.0 / 6) / 6) / Math.log(4);
    assertThat(LossEntropy.of(ROWS, new Loss(1)).value()).isCloseTo(half, within(1e-12));
    assertThat(LossEntropy.of(ROWS, new Loss(5)).value()).isZero();
  }

  @Test
  void copiesOfARowCountAsRows() {
    Rows copies = LocalRows.of(1, new float[] {0, 0, 0, 3}, 2);
    LossEntropy once = LossEntropy.of(ROWS, new Loss(3));
    assertThat(LossEntropy.of(copies, new Loss(3)).value()).isCloseTo(once.value(), within(1e-12));
  }

  @Test
  void endsAtTheElbowAndKeepsTheRoundOfLeastEntropy() {
    assertThat(rule.run("phase", new float[] {0, 7}, training(5, Journal.NONE))).containsExactly(2);
    assertThat(steps).as("round 4 lowers the loss by 2 %%").containsExactly(0, 1, 2, 3);
  }

  @Test
  void theLimitOfRoundsHolds() {
    assertThat(rule.run("phase", new float[] {0, 7}, training(1, Journal.NONE))).containsExactly(1);
  }

  @Test
  void theUntrainedControlIsTheStart() {
    float[] start = {0, 7};
    assertThat(rule.run("phase", start, training(5, Journal.NONE).untrained())).containsExactly(0);
    assertThat(steps).isEmpty();
  }

  @Test
  void aResumedRunKeepsTheSameNetwork() {
    List<RoundState> states = new ArrayList<>();
    rule.run("phase", new float[] {0, 7}, training(5, new Kept(Optional.empty(), states)));
    for (RoundState state : List.copyOf(states)) {
      Journal journal = new Kept(Optional.of(state), new ArrayList<>());
      assertThat(rule.run("phase", new float[] {0, 7}, training(5, journal))).containsExactly(2);
    }
  }

  /** A journal that resumes from one state and keeps all that follow. */
  private record Kept(Optional<RoundState> left, List<RoundState> states) implements Journal {
    @Override
    public Optional<RoundState> resume(String phase) {
      return left;
    }

    @Override
    public void record(String phase, RoundState state, int rounds) {
      states.add(state);
    }
  }
}
