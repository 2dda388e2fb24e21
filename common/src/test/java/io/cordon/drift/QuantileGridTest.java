package io.cordon.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cordon.rows.ScoreProfile;
import org.junit.jupiter.api.Test;

class QuantileGridTest {
  private static final QuantileGrid GRID = new QuantileGrid(new float[] {0, 2, 2, 2, 4});

  @Test
  void sharesGrowLinearlyBetweenQuantilesAndJumpWhereSeveralAgree() {
    assertThat(GRID.upTo(-1)).isZero();
    assertThat(GRID.upTo(0)).isZero();
    assertThat(GRID.upTo(1)).isEqualTo(0.125);
    assertThat(GRID.below(2)).isEqualTo(0.25);
    assertThat(GRID.upTo(2)).isEqualTo(0.75);
    assertThat(GRID.below(3)).isEqualTo(0.875);
    assertThat(GRID.upTo(3)).isEqualTo(0.875);
    assertThat(GRID.below(4)).isEqualTo(1);
    assertThat(GRID.upTo(9)).isEqualTo(1);
    assertThat(GRID.below(9)).isEqualTo(1);
  }

  @Test
  void oneValueAloneIsAJumpFromNothingToAll() {
    QuantileGrid one = new QuantileGrid(new float[] {3, 3, 3});
    assertThat(one.below(3)).isZero();
    assertThat(one.upTo(3)).isEqualTo(1);
  }

  @Test
  void quantilesAreFoundByTheirShare() {
    assertThat(GRID.at(0)).isZero();
    assertThat(GRID.at(0.25)).isEqualTo(2);
    assertThat(GRID.at(0.99)).isEqualTo(2);
    assertThat(GRID.at(1)).isEqualTo(4);
    assertThat(Grids.of(1001, Grids.zeros(0, 1000)).at(0.7)).isEqualTo(1.699f, within(1e-6f));
  }

  @Test
  void anEqualScoreIsEqualInGridsOfWhichItIsAnEndOrNot() {
    float[] binned = ScoreProfile.binned(new float[] {-0.3f, 0.1f, 0.1f, 0.3f});
    assertThat(binned).isSorted();
    assertThat(ScoreProfile.binned(binned)).as("an edge is its own edge").isEqualTo(binned);
    assertThat(binned[3]).isLessThanOrEqualTo(0.3f).isCloseTo(0.3f, within(0.3f / 2048));
    assertThat(QuantileGrid.ofScores(new float[] {0.1f, 0.3f}).quantiles()[1])
        .isEqualTo(QuantileGrid.ofScores(new float[] {binned[3], 7}).quantiles()[0]);
  }

  @Test
  void refusesWhatDoesNotAscend() {
    assertThatThrownBy(() -> new QuantileGrid(new float[] {1, 2, 1}))
        .hasMessage("quantiles must be finite and ascend, but quantile 2 is 1.0");
    assertThatThrownBy(() -> new QuantileGrid(new float[] {1, Float.NaN}))
        .hasMessage("quantiles must be finite and ascend, but quantile 1 is NaN");
    assertThatThrownBy(() -> new QuantileGrid(new float[] {1}))
        .hasMessage("a grid needs at least 2 quantiles, not 1");
  }
}
