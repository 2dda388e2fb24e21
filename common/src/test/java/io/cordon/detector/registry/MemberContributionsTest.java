package io.cordon.detector.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.rows.Block;
import io.cordon.rows.RowFunction;
import io.cordon.rows.WireCopy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemberContributionsTest {

  /** A member whose parts are a multiple of the two features, and whose score is their sum. */
  private record Multiple(double factor, boolean summed) implements RowFunction {
    private static final long serialVersionUID = 1L;

    @Override
    public int inputs() {
      return 2;
    }

    @Override
    public int outputs() {
      return summed ? 1 : 2;
    }

    @Override
    public Pass open() {
      return (rows, from, count, outputs, to) -> {
        for (int row = 0; row < count; row++) {
          double first = factor * rows[from + 2 * row];
          double second = factor * rows[from + 2 * row + 1];
          if (summed) {
            outputs[to + row] = (float) (first + second);
          } else {
            outputs[to + 2 * row] = (float) first;
            outputs[to + 2 * row + 1] = (float) second;
          }
        }
      };
    }
  }

  private static float[] parts(MemberScores.Combine combine, float[] rows, double... factors) {
    List<RowFunction> scores = new ArrayList<>();
    List<RowFunction> parts = new ArrayList<>();
    for (double factor : factors) {
      scores.add(new Multiple(factor, true));
      parts.add(new Multiple(factor, false));
    }
    return WireCopy.of(new MemberContributions(scores, parts, combine)).applyTo(Block.of(2, rows));
  }

  @Test
  void theMedianTakesThePartsOfTheMemberInTheMiddle() {
    // scores 4, 40, 8; then -4, -40, -8
    assertThat(parts(MemberScores.Combine.MEDIAN, new float[] {3, 1, -3, -1}, 1, 10, 2))
        .containsExactly(6, 2, -6, -2);
  }

  @Test
  void theMedianOfFourTakesHalfOfEachOfTheTwoInTheMiddle() {
    assertThat(parts(MemberScores.Combine.MEDIAN, new float[] {3, 1}, 100, 2, 4, 1))
        .containsExactly(9, 3);
  }

  @Test
  void equalScoresStandInTheOrderOfTheMembers() {
    assertThat(parts(MemberScores.Combine.MEDIAN, new float[] {3, -3}, 1, 10, 2))
        .as("all members score 0, the second stands in the middle")
        .containsExactly(30, -30);
  }

  @Test
  void theMeanTakesAllMembersAlike() {
    assertThat(parts(MemberScores.Combine.MEAN, new float[] {3, 1}, 1, 10, 4))
        .containsExactly(15, 5);
  }
}
