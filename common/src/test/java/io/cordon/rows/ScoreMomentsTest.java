package io.cordon.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScoreMomentsTest {

  @Test
  void meanAndDeviationAreThoseOfAllRowsWhateverTheShards() {
    // 1..9: mean 5, mean squared distance 60/9.
    float[] scores = {9, 1, 5, 2, 8, 3, 7, 4, 6};
    for (int shards = 1; shards <= 4; shards++) {
      ScoreMoments moments =
          ScoreMoments.of(FoldingRows.of(shards, scores), new FoldingRows.Identity());
      assertThat(moments.count()).isEqualTo(9);
      assertThat(moments.mean()).isCloseTo(5, within(1e-12));
      assertThat(moments.standardDeviation()).isCloseTo(Math.sqrt(60.0 / 9), within(1e-12));
    }
  }

  @Test
  void copiesCount() {
    Block block = new Block(1, new float[] {0, 10}, new int[] {3, 1});
    ScoreMoments moments =
        ScoreMoments.of(
            LocalRows.ofShards(1, java.util.List.of(block)), new FoldingRows.Identity());
    assertThat(moments.mean()).isCloseTo(2.5, within(1e-12));
    assertThat(moments.standardDeviation()).isCloseTo(Math.sqrt(18.75), within(1e-12));
  }

  @Test
  void tiedScoresHaveNoSpread() {
    ScoreMoments moments =
        ScoreMoments.of(FoldingRows.of(2, 1e6f, 1e6f, 1e6f, 1e6f), new FoldingRows.Identity());
    assertThat(moments.standardDeviation()).isZero();
  }
}
