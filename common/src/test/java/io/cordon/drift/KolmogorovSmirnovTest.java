package io.cordon.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class KolmogorovSmirnovTest {

  private static float[] rows(float... rows) {
    return rows;
  }

  @Test
  void samplesAsCountedByHand() {
    // up to 2: 2 of 4 against none; up to 3: 3 of 4 against 1 of 2
    assertThat(KolmogorovSmirnov.ofSamples(rows(4, 1, 3, 2), rows(3, 5))).isEqualTo(0.5);
    // ties count on both sides before shares are compared
    assertThat(KolmogorovSmirnov.ofSamples(rows(1, 1, 2), rows(1, 2, 2)))
        .isCloseTo(1 / 3.0, within(1e-12));
    assertThat(KolmogorovSmirnov.ofSamples(rows(1, 2), rows(3, 4, 5))).isEqualTo(1);
  }

  @Test
  void equalDistributionsHaveNoDistance() {
    assertThat(KolmogorovSmirnov.ofSamples(rows(2, 1, 1), rows(1, 1, 1, 1, 2, 2))).isZero();
    assertThat(KolmogorovSmirnov.ofCounts(new long[] {1, 2}, new long[] {10, 20})).isZero();
    QuantileGrid grid = Grids.of(1001, Grids.rows(5000, 0, 1));
    assertThat(KolmogorovSmirnov.ofGrids(grid, grid)).isZero();
  }

  @Test
  void allFormsAreTheSameTheOtherWayRound() {
    float[] one = Grids.rows(300, 0, 1);
    float[] other = Grids.rows(200, 0.3, 2);
    assertThat(KolmogorovSmirnov.ofSamples(one, other))
        .isEqualTo(KolmogorovSmirnov.ofSamples(other, one));
    QuantileGrid first = Grids.of(101, one);
    QuantileGrid second = Grids.of(101, other);
    assertThat(KolmogorovSmirnov.ofGrids(first, second))
        .isEqualTo(KolmogorovSmirnov.ofGrids(second, first));
  }

  @Test
  void binsAsCountedByHandAndAtMostTheExactDistance() {
    // shares up to each bin: 0.1, 0.5, 1 against 0.4, 0.6, 1
    assertThat(KolmogorovSmirnov.ofCounts(new long[] {1, 4, 5}, new long[] {4, 2, 4}))
        .isCloseTo(0.3, within(1e-12));
    // 0.1 0.3 | 0.6 against 0.2 | 0.6 0.9, told apart by halves only
    assertThat(KolmogorovSmirnov.ofCounts(new long[] {2, 1}, new long[] {1, 2}))
        .isLessThanOrEqualTo(
            KolmogorovSmirnov.ofSamples(rows(0.1f, 0.3f, 0.6f), rows(0.2f, 0.6f, 0.9f)) + 1e-12);
  }

  @Test
  void gridsComeToTheExactDistanceUpToTheirSteps() {
    for (double shift : new double[] {0, 0.05, 0.2, 1, 4}) {
      float[] one = Grids.rows(4000, 0, 1);
      float[] other = Grids.rows(3000, shift, 2);
      assertThat(KolmogorovSmirnov.ofGrids(Grids.of(1001, one), Grids.of(1001, other)))
          .as("shift %s", shift)
          .isCloseTo(KolmogorovSmirnov.ofSamples(one, other), within(2 / 1000.0));
    }
  }

  @Test
  void gridsOfValuesThatManyRowsShareComeToTheExactDistance() {
    float[] half = Grids.zeros(500, 500);
    float[] fewer = Grids.zeros(250, 750);
    assertThat(KolmogorovSmirnov.ofGrids(Grids.of(1001, half), Grids.of(1001, fewer)))
        .isCloseTo(KolmogorovSmirnov.ofSamples(half, fewer), within(2 / 1000.0))
        .isCloseTo(0.25, within(2 / 1000.0));
    assertThat(KolmogorovSmirnov.ofGrids(Grids.of(11, 5), Grids.of(11, 6))).isEqualTo(1);
  }

  @Test
  void growsWithAPlantedShift() {
    float[] reference = Grids.rows(3000, 0, 1);
    double last = KolmogorovSmirnov.ofSamples(reference, Grids.rows(3000, 0, 2));
    // The 99.9 % point of two samples of n rows of one distribution is 1.95 √(2/n).
    assertThat(last).isLessThan(1.95 * Math.sqrt(2 / 3000.0));
    for (double shift = 0.1; shift < 2; shift += 0.3) {
      double distance = KolmogorovSmirnov.ofSamples(reference, Grids.rows(3000, shift, 2));
      assertThat(distance).as("shift %s", shift).isGreaterThan(last);
      last = distance;
    }
  }

  @Test
  void refusesNothingAndBinsThatDiffer() {
    assertThatThrownBy(() -> KolmogorovSmirnov.ofSamples(rows(), rows(1)))
        .hasMessage("a distribution needs at least one row");
    assertThatThrownBy(() -> KolmogorovSmirnov.ofCounts(new long[] {1}, new long[] {1, 2}))
        .hasMessage("both must have the same bins, not 1 and 2");
  }
}
