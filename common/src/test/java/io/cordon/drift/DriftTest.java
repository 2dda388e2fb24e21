package io.cordon.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DriftTest {
  private static final Limits QUARTERS = new Limits(0.25, 0.5);
  private static final DriftLimits LIMITS = new DriftLimits(QUARTERS, QUARTERS, QUARTERS, QUARTERS);
  private static final OptionalDouble NONE = OptionalDouble.empty();

  private static Categories categories(Map<String, Long> counts) {
    return new Categories(new TreeMap<>(counts), 0);
  }

  private static Level level(
      OptionalDouble psi, OptionalDouble ks, double nulls, OptionalDouble unseen) {
    return new Drift("x", psi, ks, nulls, unseen).level(LIMITS);
  }

  @Test
  void aDistanceThatReachesALimitIsAnAlarm() {
    assertThat(QUARTERS.of(0.2499)).isEqualTo(Level.OK);
    assertThat(QUARTERS.of(0.25)).isEqualTo(Level.WARN);
    assertThat(QUARTERS.of(-0.4)).as("of a change its size").isEqualTo(Level.WARN);
    assertThat(QUARTERS.of(0.5)).isEqualTo(Level.FAIL);
    assertThat(new Limits(0, 0).of(0)).as("nothing moved").isEqualTo(Level.OK);
    assertThat(new Limits(0, 0).of(1e-9)).isEqualTo(Level.FAIL);
    assertThat(new Limits(1, Double.POSITIVE_INFINITY).of(1e300)).isEqualTo(Level.WARN);
  }

  @Test
  void limitsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new Limits(0.3, 0.2))
        .hasMessage("limits must satisfy 0 <= warn <= fail, not 0.3 and 0.2");
    assertThatThrownBy(() -> QUARTERS.of(Double.NaN)).hasMessage("the level of NaN is not defined");
  }

  @Test
  void theLoudestDistanceDecides() {
    OptionalDouble quiet = OptionalDouble.of(0.1);
    OptionalDouble loud = OptionalDouble.of(0.3);
    OptionalDouble deafening = OptionalDouble.of(0.6);
    assertThat(level(quiet, quiet, 0.1, quiet)).isEqualTo(Level.OK);
    assertThat(level(loud, NONE, 0, NONE)).isEqualTo(Level.WARN);
    assertThat(level(quiet, deafening, 0.3, NONE)).isEqualTo(Level.FAIL);
    assertThat(level(NONE, NONE, -0.3, NONE)).isEqualTo(Level.WARN);
    assertThat(level(loud, NONE, 0, deafening)).isEqualTo(Level.FAIL);
    assertThat(level(NONE, NONE, 0, NONE)).isEqualTo(Level.OK);
  }

  @Test
  void scoresThatMovedAreToldByBothDistances() {
    QuantileGrid reference = Grids.of(1001, Grids.rows(2000, 0, 1));
    Drift still = Drift.ofScores("score", reference, reference);
    assertThat(still)
        .isEqualTo(new Drift("score", OptionalDouble.of(0), OptionalDouble.of(0), 0, NONE));
    Drift moved = Drift.ofScores("score", reference, Grids.of(1001, Grids.rows(2000, 1, 2)));
    assertThat(moved.psi().orElseThrow()).isGreaterThan(0.5);
    assertThat(moved.ks().orElseThrow()).isGreaterThan(0.5);
    assertThat(moved.level(LIMITS)).isEqualTo(Level.FAIL);
  }

  @Test
  void aColumnThatBecameNullHasNoDistancesButItsNullRate() {
    Drift drift =
        Drift.ofNumbers(
            "age",
            Optional.of(Grids.of(11, 1, 2, 3)),
            Optional.empty(),
            new NullRate(1, 4),
            new NullRate(8, 8));
    assertThat(drift).isEqualTo(new Drift("age", NONE, NONE, 0.75, NONE));
    assertThat(drift.level(LIMITS)).isEqualTo(Level.FAIL);
  }

  @Test
  void categoriesAreToldByTheirSharesTheUnseenOnesAndNulls() {
    Categories reference = categories(Map.of("a", 3L, "b", 1L));
    Drift drift =
        Drift.ofCategories(
            "proto",
            reference,
            categories(Map.of("a", 3L, "c", 1L)),
            new NullRate(0, 4),
            new NullRate(1, 5));
    assertThat(drift.unseen()).hasValue(0.25);
    assertThat(drift.nullRate()).isEqualTo(0.2);
    assertThat(drift.ks()).isEmpty();
    // (0.0001 - 0.25) ln 0.0004 for the lost one, and the same for the new one
    assertThat(drift.psi().orElseThrow())
        .isCloseTo(2 * (1e-4 - 0.25) * Math.log(4e-4), within(1e-12));
    Drift empty =
        Drift.ofCategories(
            "proto", reference, categories(Map.of()), new NullRate(0, 4), new NullRate(2, 2));
    assertThat(empty).isEqualTo(new Drift("proto", NONE, NONE, 1, OptionalDouble.of(0)));
  }

  @Test
  void moreNullsThanRowsAreRefused() {
    assertThatThrownBy(() -> new NullRate(3, 2)).hasMessage("3 of 2 rows cannot be null");
    assertThat(new NullRate(0, 0).rate()).isZero();
  }
}
