package io.cordon.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cordon.drift.DriftCheck.Statistic;
import io.cordon.features.CategoricalFeature;
import io.cordon.features.FeaturePlan;
import io.cordon.features.NumericFeature;
import io.cordon.rows.LocalRows;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DriftChecksTest {
  private static final DriftLimits LIMITS =
      new DriftLimits(
          new Limits(0.25, 1), new Limits(0.2, 0.5), new Limits(0.05, 0.2), new Limits(0.02, 0.1));
  private static final FeaturePlan PLAN =
      new FeaturePlan(
          List.of(new NumericFeature("x", "double", false, 0.5, 0, 1)),
          List.of(new CategoricalFeature("k", "string", List.of("a", "b", "c"))),
          true,
          true,
          List.of());

  /** Uniform x, rarely null; k is a, b, c, other in the shares 0.6, 0.3, 0.08, 0.02. */
  private static float[] row(SplittableRandom random) {
    double x = random.nextDouble() < 0.01 ? 0.5 : random.nextInt(1 << 20) / (double) (1 << 20);
    double k = random.nextDouble();
    int bucket = k < 0.6 ? 0 : k < 0.9 ? 1 : k < 0.98 ? 2 : 3;
    float[] row = {(float) x, 0, 0, 0, 0};
    row[1 + bucket] = 1;
    return row;
  }

  private static ColumnProfiles trained(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[rows * 5];
    long missing = 0;
    for (int row = 0; row < rows; row++) {
      System.arraycopy(row(random), 0, values, row * 5, 5);
      missing += values[row * 5] == 0.5f ? 1 : 0;
    }
    return ColumnProfiles.of(LocalRows.of(5, values, 3), PLAN, List.of(missing, 0L));
  }

  private interface Change {
    /** Changes a row, and says whether x is missing. */
    boolean of(float[] row, int number);
  }

  private static List<DriftCheck> checks(
      ColumnProfiles reference, int rows, long seed, Change change) {
    ColumnCounts one = ColumnCounts.of(reference);
    ColumnCounts other = one.fresh();
    SplittableRandom random = new SplittableRandom(seed);
    for (int number = 0; number < rows; number++) {
      float[] row = row(random);
      boolean missing = change.of(row, number) || row[0] == 0.5f;
      (number % 3 == 0 ? one : other).add(row, 0, column -> column == 0 && missing);
    }
    one.add(other);
    assertThat(one.rows()).isEqualTo(rows);
    return DriftChecks.ofColumns(reference, one, LIMITS);
  }

  private static DriftCheck only(List<DriftCheck> checks, String name, Statistic statistic) {
    return checks.stream()
        .filter(check -> check.name().equals(name) && check.statistic() == statistic)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void profilesHoldTheQuantilesWithoutWhatStandsInForNulls() {
    ColumnProfiles profiles = trained(20_000, 1);
    ColumnProfiles.NumericColumn x = profiles.numeric().get(0);
    assertThat(x.missing()).isBetween(120L, 280L);
    for (int share = 0; share <= 100; share++) {
      assertThat(x.values().quantiles()[share]).isCloseTo(share / 100f, within(0.02f));
    }
    assertThat(x.values().upTo(0.5f) - x.values().below(0.5f)).isLessThan(0.011);
    ColumnProfiles.CategoricalColumn k = profiles.categorical().get(0);
    assertThat(k.counts().get(0) / 20_000.0).isCloseTo(0.6, within(0.02));
    assertThat(k.rest() / 20_000.0).isCloseTo(0.02, within(0.005));
    assertThat(profiles.rows()).isEqualTo(20_000);
  }

  /** 4 distances of 200 days each of 5 sizes: a bound of one in a million is not passed once. */
  @Test
  void aCalmDayRaisesNoAlarmHoweverFewItsRows() {
    for (int training : new int[] {200, 20_000}) {
      ColumnProfiles reference = trained(training, 7);
      for (int rows : new int[] {1, 10, 60, 300, 3000}) {
        for (int seed = 0; seed < 200; seed++) {
          List<DriftCheck> found = checks(reference, rows, 1000 + seed, (row, number) -> false);
          assertThat(found).isNotEmpty();
          assertThat(found)
              .as("%d rows, seed %d", rows, seed)
              .allMatch(check -> check.level() == Level.OK);
        }
      }
    }
  }

  @Test
  void everyPlantedDriftIsCaughtByItsOwnCheck() {
    ColumnProfiles reference = trained(20_000, 3);
    List<DriftCheck> shifted = checks(reference, 300, 5, (row, number) -> (row[0] += 0.6f) < 0);
    assertThat(only(shifted, "x", Statistic.KS).level()).isEqualTo(Level.FAIL);
    assertThat(only(shifted, "x", Statistic.PSI).level()).isEqualTo(Level.FAIL);
    assertThat(only(shifted, "k", Statistic.PSI).level()).isEqualTo(Level.OK);
    List<DriftCheck> nulls = checks(reference, 300, 5, (row, number) -> number % 2 == 0);
    assertThat(only(nulls, "x", Statistic.NULL_RATE).level()).isEqualTo(Level.FAIL);
    assertThat(only(nulls, "x", Statistic.NULL_RATE).value()).isCloseTo(0.49, within(0.03));
    assertThat(only(nulls, "x", Statistic.KS).level()).isEqualTo(Level.OK);
    List<DriftCheck> unseen =
        checks(
            reference,
            300,
            5,
            (row, number) -> {
              if (number % 4 == 0) {
                row[1] = 0;
                row[2] = 0;
                row[3] = 0;
                row[4] = 1;
              }
              return false;
            });
    assertThat(only(unseen, "k", Statistic.UNSEEN).level()).isEqualTo(Level.FAIL);
    assertThat(only(unseen, "x", Statistic.KS).level()).isEqualTo(Level.OK);
  }

  @Test
  void aDayWithoutAnyValueHasItsNullRateAlone() {
    List<DriftCheck> none = checks(trained(2000, 3), 50, 5, (row, number) -> true);
    assertThat(only(none, "x", Statistic.NULL_RATE).level()).isEqualTo(Level.FAIL);
    assertThat(none).noneMatch(check -> check.statistic() == Statistic.KS);
  }

  @Test
  void theNumberOfRowsIsHeldAgainstTheMedian() {
    Limits limits = new Limits(0.3, 0.5);
    List<Long> days = List.of(1000L, 1100L, 20L);
    assertThat(DriftChecks.ofRows(500, days, limits))
        .isEqualTo(
            new DriftCheck(
                "rows", DriftCheck.Kind.ROWS, Statistic.ROWS, -0.5, 0.3, 0.5, Level.FAIL));
    assertThat(DriftChecks.ofRows(2000, days, limits).level()).isEqualTo(Level.FAIL);
    assertThat(DriftChecks.ofRows(1500, days, limits).level()).isEqualTo(Level.WARN);
    assertThat(DriftChecks.ofRows(900, days, limits).level()).isEqualTo(Level.OK);
    assertThat(DriftChecks.ofRows(3, Collections.nCopies(7, 8L), limits).level())
        .as("so few come and go by chance")
        .isEqualTo(Level.OK);
    assertThat(DriftChecks.ofRows(0, List.of(0L), limits).level()).isEqualTo(Level.OK);
  }

  /** Counting between a grid's quantiles loses nothing at them. */
  @Test
  void countsAreExactAtTheQuantilesOfTheReference() {
    float[] rows = io.cordon.rows.ScoreProfile.binned(Grids.rows(5000, 0, 4));
    QuantileGrid grid = new QuantileGrid(Grids.of(101, rows).quantiles());
    float[] day = Grids.rows(777, 0.3, 5);
    GridCounts counts = GridCounts.of(grid);
    for (float value : day) {
      counts.add(value);
    }
    float[] binned = io.cordon.rows.ScoreProfile.binned(day);
    for (float edge : grid.quantiles()) {
      long upTo = 0;
      long below = 0;
      for (float value : binned) {
        upTo += value <= edge ? 1 : 0;
        below += value < edge ? 1 : 0;
      }
      assertThat(counts.upTo(edge)).isEqualTo(upTo / 777.0);
      assertThat(counts.below(edge)).isEqualTo(below / 777.0);
    }
    assertThat(counts.upTo(-100)).isZero();
    float highest = grid.quantiles()[100];
    assertThat(counts.below(100))
        .as("beyond the reference's highest nothing is told apart")
        .isEqualTo(counts.upTo(highest))
        .isLessThan(1);
  }
}
