package io.cordon.detector.plad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cordon.random.Seeds;
import org.junit.jupiter.api.Test;

class PladDrawsTest {
  private static final int ROWS = 2000;
  private static final int WIDTH = 8;

  private static float[] factors(PladDraws draws) {
    float[] factors = new float[ROWS * WIDTH];
    draws.factors(factors, ROWS, WIDTH, Seeds.stream(4, "draws", 0, 0));
    return factors;
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  @Test
  void aboutHalfOfTheSignsAreNegative() {
    float[] factors = factors(new PladDraws(true, 1, 0));
    assertThat(factors).containsOnly(1, -1);
    // Deviation of the mean: 1 / √16000 = 0.0079.
    assertThat(mean(factors)).isCloseTo(0, within(0.032));
  }

  @Test
  void aboutTheShareOfTheFeaturesIsTouchedAndOneOfEveryRow() {
    float[] factors = factors(new PladDraws(false, 0.2, 0));
    assertThat(factors).containsOnly(0, 1);
    // One of eight always, the others by chance: 1/8 + 7/8 · 0.2 = 0.3; deviation 0.003.
    assertThat(mean(factors)).isCloseTo(0.3, within(0.012));
    for (int row = 0; row < ROWS; row++) {
      double touched = 0;
      for (int feature = 0; feature < WIDTH; feature++) {
        touched += factors[row * WIDTH + feature];
      }
      assertThat(touched).as("row %d", row).isPositive();
    }
  }

  @Test
  void jitterHasTheDeviationAskedForAndIsNoneByDefault() {
    float[] rows = new float[ROWS * WIDTH];
    PladDraws.NONE.jitter(rows, rows.length, Seeds.stream(4, "draws", 0, 0));
    assertThat(rows).containsOnly(0);
    new PladDraws(false, 1, 0.5).jitter(rows, rows.length, Seeds.stream(4, "draws", 0, 0));
    double squares = 0;
    for (float value : rows) {
      squares += value * value;
    }
    // Relative deviation of the root: 1 / √32000 = 0.0056.
    assertThat(Math.sqrt(squares / rows.length)).isCloseTo(0.5, within(0.012));
  }
}
