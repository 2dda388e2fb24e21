package io.cordon.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StabilityIndexTest {

  private static Categories categories(long rest, Object... counts) {
    TreeMap<String, Long> byName = new TreeMap<>();
    for (int place = 0; place < counts.length; place += 2) {
      byName.put((String) counts[place], ((Integer) counts[place + 1]).longValue());
    }
    return new Categories(byName, rest);
  }

  @Test
  void twoBinsAsComputedByHand() {
    // (0.75 - 0.5) ln 1.5 + (0.25 - 0.5) ln 0.5 = 0.25 ln 3
    assertThat(StabilityIndex.ofCounts(new long[] {5, 5}, new long[] {75, 25}))
        .isCloseTo(0.25 * Math.log(3), within(1e-12));
  }

  @Test
  void anEmptyBinCountsAsTheFloor() {
    // (1 - 0.5) ln 2 + (0.0001 - 0.5) ln 0.0002
    assertThat(StabilityIndex.ofCounts(new long[] {1, 1}, new long[] {9, 0}))
        .isCloseTo(0.5 * Math.log(2) + (0.0001 - 0.5) * Math.log(0.0002), within(1e-12));
    assertThat(StabilityIndex.ofCounts(new long[] {4, 0, 4}, new long[] {1, 0, 1}))
        .as("a bin that is empty in both")
        .isZero();
  }

  @Test
  void isTheSameTheOtherWayRound() {
    long[] one = {5, 0, 20, 75};
    long[] other = {1, 3, 3, 3};
    assertThat(StabilityIndex.ofCounts(one, other))
        .isPositive()
        .isCloseTo(StabilityIndex.ofCounts(other, one), within(1e-12));
  }

  @Test
  void equalDistributionsHaveNoDistanceWhateverTheirRows() {
    assertThat(StabilityIndex.ofCounts(new long[] {1, 2, 3}, new long[] {100, 200, 300})).isZero();
    QuantileGrid grid = Grids.of(1001, Grids.rows(5000, 0, 1));
    assertThat(StabilityIndex.ofDeciles(grid, grid)).isZero();
  }

  @Test
  void decilesOfEvenRowsShiftedByADecileAsComputedByHand() {
    float[] rows = new float[1001];
    float[] shifted = new float[1001];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = row;
      shifted[row] = row + 100;
    }
    // q is 0 in the first bin, 0.1 in eight, and 0.2 in the last
    double expected = (1e-4 - 0.1) * Math.log(1e-3) + 0.1 * Math.log(2);
    assertThat(StabilityIndex.ofDeciles(new QuantileGrid(rows), new QuantileGrid(shifted)))
        .isCloseTo(expected, within(1e-9));
  }

  @Test
  void growsWithAPlantedShift() {
    QuantileGrid reference = Grids.of(1001, Grids.rows(5000, 0, 1));
    double last = StabilityIndex.ofDeciles(reference, Grids.of(1001, Grids.rows(5000, 0, 2)));
    assertThat(last).as("two samples of one distribution").isLessThan(0.02);
    for (double shift = 0.1; shift < 1.5; shift += 0.2) {
      double index =
          StabilityIndex.ofDeciles(reference, Grids.of(1001, Grids.rows(5000, shift, 2)));
      assertThat(index).as("shift %s", shift).isGreaterThan(last);
      last = index;
    }
    assertThat(last).isGreaterThan(1);
  }

  @Test
  void rowsThatLeaveAHeavyValueForEitherSideAreSeen() {
    QuantileGrid constant = Grids.of(1001, 5, 5, 5);
    assertThat(StabilityIndex.ofDeciles(constant, constant)).isZero();
    assertThat(StabilityIndex.ofDeciles(constant, Grids.of(1001, 4, 4, 4))).isGreaterThan(5);
    assertThat(StabilityIndex.ofDeciles(constant, Grids.of(1001, 6, 6, 6))).isGreaterThan(5);
  }

  @Test
  void aShareOfZerosIsABinOfItsOwn() {
    QuantileGrid reference = Grids.of(1001, Grids.zeros(500, 500));
    QuantileGrid fewer = Grids.of(1001, Grids.zeros(250, 750));
    // zeros 0.5 to 0.25; the others' bins of 0.1 grow to 0.15
    double expected = -0.25 * Math.log(0.5) + 0.25 * Math.log(1.5);
    assertThat(StabilityIndex.ofDeciles(reference, fewer)).isCloseTo(expected, within(0.005));
  }

  @Test
  void unseenCategoriesShareABin() {
    Categories reference = categories(0, "a", 50, "b", 50);
    Categories present = categories(0, "a", 40, "b", 40, "c", 15, "d", 5);
    // twice (0.4 - 0.5) ln 0.8, and (0.2 - 0.0001) ln 2000
    assertThat(StabilityIndex.ofCategories(reference, present))
        .isCloseTo(-0.2 * Math.log(0.8) + (0.2 - 1e-4) * Math.log(2000), within(1e-12));
    assertThat(present.unseen(reference)).isEqualTo(0.2);
    assertThat(reference.unseen(reference)).isZero();
  }

  @Test
  void theRestOfTheReferenceIsSetAgainstAllThatItDoesNotName() {
    Categories reference = categories(20, "a", 80);
    Categories present = categories(5, "a", 80, "rare", 15);
    assertThat(StabilityIndex.ofCategories(reference, present)).isZero();
    assertThat(present.unseen(reference)).isEqualTo(0.2);
    assertThat(categories(0).unseen(reference)).as("no rows").isZero();
  }

  @Test
  void byChanceTellsTheMeanOfTheIndexOfTwoSamples() {
    double mean = 0;
    for (int seed = 0; seed < 200; seed++) {
      long[][] counts = new long[2][10];
      for (int sample = 0; sample < 2; sample++) {
        for (float value : Grids.uniform(2000, 2 * seed + sample)) {
          counts[sample][(int) (10 * value)]++;
        }
      }
      mean += StabilityIndex.ofCounts(counts[0], counts[1]) / 200;
    }
    double expected = StabilityIndex.byChance(10, 2000, 2000);
    assertThat(expected).isEqualTo(0.009, within(1e-12));
    // The index is about 1/2000 + 1/2000 times a chi-square of 9: deviation 4.2e-3, of the mean of
    // 200 3e-4; four of them.
    assertThat(mean).isCloseTo(expected, within(1.2e-3));
  }

  @Test
  void refusesBinsThatDifferAndNoRows() {
    assertThatThrownBy(() -> StabilityIndex.ofCounts(new long[] {1}, new long[] {1, 2}))
        .hasMessage("both must have the same bins, not 1 and 2");
    assertThatThrownBy(() -> StabilityIndex.ofCounts(new long[] {0, 0}, new long[] {1, 2}))
        .hasMessage("a distribution needs at least one row");
  }
}
