package io.cordon.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReasonsTest {
  private static final List<String> COLUMNS = List.of("a", "b", "c", "d");

  private static Reasons reasons(double difference, int most, float... parts) {
    return Reasons.of(COLUMNS, parts, 0, difference, most);
  }

  @Test
  void sharesAreThoseOfWhatRaisedTheScoreLargestFirst() {
    assertThat(reasons(7, 4, 2, -1, 6, 0).largest())
        .containsExactly(new Reason("c", 0.75), new Reason("a", 0.25));
  }

  @Test
  void tiesStandInTheOrderOfTheColumns() {
    assertThat(reasons(4, 4, 1, 1, 1, 1).largest())
        .extracting(Reason::column)
        .containsExactly("a", "b", "c", "d");
  }

  @Test
  void noMoreThanAskedForAreNamedAndTheirSharesStay() {
    assertThat(reasons(10, 2, 4, 3, 2, 1).largest())
        .containsExactly(new Reason("a", 0.4), new Reason("b", 0.3));
    assertThat(reasons(10, 0, 4, 3, 2, 1).largest()).isEmpty();
  }

  @Test
  void aScoreThatNothingRaisedHasNoReason() {
    assertThat(reasons(-3, 4, -1, -2, 0, 0).largest()).isEmpty();
  }

  @Test
  void theGapIsRelativeToADifferenceAboveOne() {
    assertThat(reasons(10, 4, 4, 3, 2, 1).gap()).isZero();
    assertThat(reasons(20, 4, 4, 3, 2, 1).gap()).isEqualTo(0.5);
    assertThat(reasons(-20, 4, 4, 3, 2, 1).gap()).isEqualTo(1.5);
    assertThat(reasons(0.25, 4, 0, 0, 0, 0.5f).gap()).isCloseTo(0.25, within(1e-12));
  }

  @Test
  void hugePartsKeepTheirShares() {
    float huge = Float.MAX_VALUE;
    assertThat(reasons(2.0 * huge, 4, huge, huge, 0, 0).largest())
        .containsExactly(new Reason("a", 0.5), new Reason("b", 0.5));
  }
}
