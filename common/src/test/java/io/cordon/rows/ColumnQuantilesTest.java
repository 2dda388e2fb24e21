package io.cordon.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.random.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ColumnQuantilesTest {
  private static final int ROWS = 301;
  private static final int WIDTH = 130; // three groups of columns, the last of two

  /** Columns of every scale and sign, with ties and zeros of both signs. */
  private static float[] values() {
    SplittableRandom random = Seeds.stream(3, "quantiles", 0, -1);
    float[] values = new float[ROWS * WIDTH];
    for (int place = 0; place < values.length; place++) {
      double scale = Math.pow(10, place % WIDTH % 60 - 30);
      double steps = place % 3 == 0 ? Math.rint(8 * random.nextDouble()) : 8 * random.nextDouble();
      values[place] = (float) (scale * (steps - 4));
    }
    return values;
  }

  private static float[] sorted(float[] values, int column) {
    float[] sorted = new float[ROWS];
    for (int row = 0; row < ROWS; row++) {
      sorted[row] = values[row * WIDTH + column] + 0.0f;
    }
    Arrays.sort(sorted);
    return sorted;
  }

  @Test
  void everyColumnsOrderStatisticsAreThoseOfItsSortedValues() {
    float[] values = values();
    long[] ranks = {1, 75, 151, 226, ROWS};
    float[][] found = ColumnQuantiles.of(LocalRows.of(WIDTH, values, 4), ranks);
    for (int column = 0; column < WIDTH; column++) {
      float[] sorted = sorted(values, column);
      for (int rank = 0; rank < ranks.length; rank++) {
        assertThat(found[rank][column])
            .as("column %d, rank %d", column, ranks[rank])
            .isEqualTo(sorted[(int) ranks[rank] - 1]);
      }
    }
  }

  @Test
  void neitherTheShardsNorTheWireChangeAnything() {
    Block all = LocalRows.of(WIDTH, values(), 1).shard(0);
    Block none = new Block(WIDTH, new float[0], new int[0]);
    float[][] expected = ColumnQuantiles.of(LocalRows.ofShards(WIDTH, List.of(all)), 10, 150);
    assertThat(ColumnQuantiles.of(LocalRows.ofShards(WIDTH, List.of(none, all, none)), 10, 150))
        .isDeepEqualTo(expected);
    assertThat(ColumnQuantiles.of(LocalRows.of(WIDTH, values(), 7), 10, 150))
        .isDeepEqualTo(expected);
    assertThat(ColumnQuantiles.of(FoldingRows.of(3, 5, -2, 7, 0, 1), 1, 3, 5))
        .isDeepEqualTo(new float[][] {{-2}, {1}, {7}});
  }

  @Test
  void copiesCount() {
    LocalRows rows =
        LocalRows.ofShards(1, List.of(new Block(1, new float[] {1, 2, 3}, new int[] {5, 1, 4})));
    assertThat(ColumnQuantiles.of(rows, 5, 6, 7)).isDeepEqualTo(new float[][] {{1}, {2}, {3}});
  }

  @Test
  void aRankBeyondTheRowsIsRefused() {
    assertThatThrownBy(() -> ColumnQuantiles.of(FoldingRows.of(1, 4, 5), 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a rank must lie in 1..2, not 3");
  }
}
