package io.cordon.detector.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.rows.Block;
import io.cordon.rows.RowFunction;
import io.cordon.rows.WireCopy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemberScoresTest {

  /** The score of a row is its value in one column. */
  private record Column(int column, int inputs) implements RowFunction {
    private static final long serialVersionUID = 1L;

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public Pass open() {
      return (rows, from, count, outputs, to) -> {
        for (int row = 0; row < count; row++) {
          outputs[to + row] = rows[from + row * inputs + column];
        }
      };
    }
  }

  /** As many members as columns: each row of {@code values} holds its members' scores. */
  private static float[] combined(int members, MemberScores.Combine combine, float... values) {
    List<RowFunction> columns = new ArrayList<>();
    for (int column = 0; column < members; column++) {
      columns.add(new Column(column, members));
    }
    RowFunction scores = WireCopy.of(new MemberScores(columns, combine));
    assertThat(scores.inputs()).isEqualTo(members);
    assertThat(scores.outputs()).isEqualTo(1);
    return scores.applyTo(Block.of(members, values));
  }

  @Test
  void theMedianOfThreeIsTheMiddleOneWhereverItStands() {
    assertThat(combined(3, MemberScores.Combine.MEDIAN, 1, 2, 900, 5, 4, -3, 8, 7, 9))
        .containsExactly(2, 4, 8);
  }

  @Test
  void theMedianOfFourIsTheMeanOfTheTwoInTheMiddle() {
    assertThat(combined(4, MemberScores.Combine.MEDIAN, 4, 1, 2, 1000, 3, 3, 3, 0))
        .containsExactly(3, 3);
    float most = Float.MAX_VALUE;
    assertThat(combined(2, MemberScores.Combine.MEDIAN, most, most)).containsExactly(most);
  }

  @Test
  void theMeanTakesAllMembersAlike() {
    assertThat(combined(3, MemberScores.Combine.MEAN, 1, 2, 900, 5, 4, -3)).containsExactly(301, 2);
  }

  @Test
  void manyRowsAreTakenByBatches() {
    float[] values = new float[3 * 1000];
    for (int row = 0; row < 1000; row++) {
      values[3 * row] = row;
      values[3 * row + 1] = row + 1;
      values[3 * row + 2] = -row;
    }
    float[] medians = combined(3, MemberScores.Combine.MEDIAN, values);
    for (int row = 0; row < 1000; row++) {
      assertThat(medians[row]).isEqualTo(row);
    }
  }
}
