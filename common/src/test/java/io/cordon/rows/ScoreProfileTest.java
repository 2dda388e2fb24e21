package io.cordon.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.random.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScoreProfileTest {
  private static final RowFunction SCORE = new FoldingRows.Identity();

  @Test
  void countsCopiesInEveryNumber() {
    FoldingRows rows =
        new FoldingRows(
            List.of(
                new Block(1, new float[] {1, 5}, new int[] {2, 1}),
                new Block(1, new float[] {-3}, new int[] {1})));
    ScoreProfile profile = ScoreProfile.of(rows, SCORE, 1);
    assertThat(profile.count()).isEqualTo(4);
    assertThat(profile.min()).isEqualTo(-3);
    assertThat(profile.max()).isEqualTo(5);
    assertThat(profile.mean()).isEqualTo(1);
    assertThat(profile.sd()).isEqualTo(Math.sqrt(32 / 4.0));
    assertThat(profile.above()).as("only 5 lies above 1").isEqualTo(1);
    assertThat(profile.observedRate()).isEqualTo(0.25);
  }

  @Test
  void quantilesLieInTheBinOfTheExactOnes() {
    SplittableRandom random = Seeds.stream(5, "profile", 0, -1);
    float[] values = new float[5000];
    for (int row = 0; row < values.length; row++) {
      values[row] =
          (float) Math.exp(8 * random.nextDouble() - 4) * (random.nextInt(3) == 0 ? -1 : 1);
    }
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    float[] quantiles = ScoreProfile.of(FoldingRows.of(3, values), SCORE).quantiles();
    assertThat(quantiles).hasSize(1001).isSorted();
    assertThat(quantiles[0]).isEqualTo(sorted[0]);
    assertThat(quantiles[1000]).isEqualTo(sorted[4999]);
    for (int index = 1; index < 1000; index++) {
      float exact = sorted[(int) RadixSelection.rank(index / 1000.0, 5000) - 1];
      assertThat(quantiles[index])
          .as("quantile %s", index)
          .isLessThanOrEqualTo(exact)
          .isCloseTo(exact, within(Math.abs(exact) / 2000));
    }
  }

  @Test
  void momentsSurviveALargeOffset() {
    float[] values = new float[1000];
    for (int row = 0; row < values.length; row++) {
      values[row] = 1e6f + row % 2;
    }
    ScoreProfile profile = ScoreProfile.of(FoldingRows.of(7, values), SCORE);
    assertThat(profile.mean()).isCloseTo(1e6 + 0.5, within(1e-6));
    assertThat(profile.sd()).isCloseTo(0.5, within(1e-9));
  }

  private static double severity(ScoreProfile profile, float score) {
    return new io.cordon.model.Severity(profile.quantiles()).of(score);
  }

  @Test
  void severityIsTheShareOfRowsNotAbove() {
    float[] values = new float[1000];
    for (int row = 0; row < values.length; row++) {
      values[row] = row + 1;
    }
    ScoreProfile profile = ScoreProfile.of(FoldingRows.of(4, values), SCORE);
    assertThat(severity(profile, 0.5f)).isZero();
    assertThat(severity(profile, Float.NEGATIVE_INFINITY)).isZero();
    assertThat(severity(profile, 1000)).isEqualTo(100);
    assertThat(severity(profile, 1e9f)).isEqualTo(100);
    for (int value = 1; value <= 1000; value += 7) {
      // A quantile is known to within 2^-11 of itself, so the share to within that many neighbours
      // of a row, plus one row.
      assertThat(severity(profile, value))
          .as("severity of %s", value)
          .isCloseTo(value / 10.0, within(0.1 + value / 2048.0 / 10));
    }
  }

  @Test
  void severityRisesWithTheScore() {
    ScoreProfile profile =
        ScoreProfile.of(FoldingRows.of(2, -2, -1, -1, 0, 0, 0, 3, 8, 8, 100), SCORE);
    double last = -1;
    for (float score = -3; score < 110; score += 0.25f) {
      assertThat(severity(profile, score))
          .as("severity of %s", score)
          .isBetween(Math.max(0, last), 100.0);
      last = severity(profile, score);
    }
    assertThat(last).isEqualTo(100);
  }

  @Test
  void aSharedScoreIsNotBelowItself() {
    float[] values = new float[100];
    Arrays.fill(values, 0.3f);
    values[0] = 0.1f;
    values[99] = 9;
    assertThat(severity(ScoreProfile.of(FoldingRows.of(2, values), SCORE), 0.3f))
        .isCloseTo(99, within(0.1));
  }

  @Test
  void oneScoreAloneMakesAFlatProfile() {
    ScoreProfile profile = ScoreProfile.of(FoldingRows.of(3, -0.0f, 0.0f), SCORE);
    assertThat(profile.quantiles()).containsOnly(0.0f);
    assertThat(profile.sd()).isZero();
    assertThat(severity(profile, 0)).isEqualTo(100);
    assertThat(severity(profile, -1)).isZero();
  }

  @Test
  void refusesScoresThatAreNotFinite() {
    assertThatThrownBy(() -> ScoreProfile.of(FoldingRows.of(2, 1, Float.NaN, 2), SCORE))
        .isInstanceOfSatisfying(
            UserException.class,
            problem -> assertThat(problem.exitCode()).isEqualTo(ExitCode.BAD_DATA))
        .hasMessageStartingWith(
            "Every row's score must be finite, but 1 scores are NaN and 0 are infinite, of 3 rows");
  }

  @Test
  void refusesToProfileNothing() {
    assertThatThrownBy(() -> ScoreProfile.of(new FoldingRows(List.of()), SCORE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a profile of scores needs at least one row");
  }
}
