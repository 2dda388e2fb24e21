package io.cordon.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnMomentsTest {

  /** Rows (1, 10) twice, (3, 10), (5, 14), the copies counted, the last in a shard of its own. */
  private static LocalRows rows() {
    return LocalRows.ofShards(
        2,
        List.of(
            new Block(2, new float[] {1, 10, 3, 10}, new int[] {2, 1}),
            new Block(2, new float[0], new int[0]),
            new Block(2, new float[] {5, 14}, new int[] {1})));
  }

  @Test
  void meansAndVariancesCountCopies() {
    ColumnMoments moments = WireCopy.of(ColumnMoments.of(rows()));
    assertThat(moments.count()).isEqualTo(4);
    assertThat(moments.means()).containsExactly(new double[] {2.5, 11}, within(1e-12));
    assertThat(moments.variance(0)).isCloseTo(2.75, within(1e-12));
    assertThat(moments.variance(1)).isCloseTo(3, within(1e-12));
  }

  @Test
  void allEntriesAreTakenAsOneColumn() {
    // 1, 1, 3, 5, 10, 10, 10, 14: mean 6.75, mean square 66.5
    assertThat(ColumnMoments.of(rows()).varianceOfEntries())
        .isCloseTo(66.5 - 6.75 * 6.75, within(1e-12));
  }

  @Test
  void theMeanSquaredNormIsThatOfTheRows() {
    // (101 + 101 + 109 + 221) / 4
    assertThat(ColumnMoments.of(rows()).meanSquaredNorm()).isCloseTo(133, within(1e-12));
  }

  @Test
  void aTinySpreadFarFromZeroIsNotLost() {
    LocalRows rows = LocalRows.of(1, new float[] {4096, 4096.25f, 4096.5f}, 2);
    assertThat(ColumnMoments.of(rows).variance(0)).isCloseTo(0.125 / 3, within(1e-12));
  }
}
