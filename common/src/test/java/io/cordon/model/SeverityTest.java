package io.cordon.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeverityTest {
  /** Shares 0, 1/4, 1/2, 3/4 and 1 of the training rows. */
  private final Severity severity = new Severity(new float[] {1, 2, 2, 4, 8});

  @Test
  void isTheShareOfTrainingRowsThatAreNotAbove() {
    assertThat(severity.of(1)).isEqualTo(0);
    assertThat(severity.of(1.5)).isEqualTo(12.5);
    assertThat(severity.of(4)).isEqualTo(75);
    assertThat(severity.of(6)).isEqualTo(87.5);
  }

  @Test
  void equalScoresTakeTheHighestShareThatTheyReach() {
    assertThat(severity.of(2)).isEqualTo(50);
  }

  @Test
  void staysWithinZeroAndAHundredOutsideTheTrainingScores() {
    assertThat(severity.of(-1e30)).isZero();
    assertThat(severity.of(8)).isEqualTo(100);
    assertThat(severity.of(1e30)).isEqualTo(100);
  }

  @Test
  void neverFallsAsTheScoreRises() {
    double before = -1;
    for (double score = 0; score < 10; score += 0.01) {
      assertThat(severity.of(score)).isGreaterThanOrEqualTo(before);
      before = severity.of(score);
    }
  }

  @Test
  void allTrainingScoresEqualIsAStep() {
    Severity flat = new Severity(new float[] {3, 3, 3});
    assertThat(flat.of(2.9)).isZero();
    assertThat(flat.of(3)).isEqualTo(100);
  }
}
