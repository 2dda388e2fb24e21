package io.cordon.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.cordon.config.Settings;
import io.cordon.error.UserException;
import io.cordon.rows.LocalRows;
import io.cordon.rows.RowFunction;
import org.junit.jupiter.api.Test;

class ThresholdRuleTest {
  /** A thousand rows that score 0, 1, 2, ... */
  private static final int COUNT = 1000;

  @Test
  void aShareOfTheRowsExceedsTheThreshold() {
    assertThat(flagged(read("mode = contamination, contamination = 0.07", false))).isEqualTo(70);
    assertThat(flagged(read("mode = false-positive-rate, false-positive-rate = 0.003", true)))
        .isEqualTo(3);
  }

  @Test
  void aNumberOfRowsExceedsTheThreshold() {
    assertThat(flagged(read("mode = top-k, top-k = 25", false))).isEqualTo(25);
  }

  @Test
  void aFixedThresholdIsTaken() {
    assertThat(of(read("mode = fixed, fixed = 12.5", false))).isEqualTo(12.5f);
    assertThat(read("mode = fixed, fixed = 989.5", false).rank(COUNT, 0.01)).isEqualTo(990);
  }

  @Test
  void moreThanAllRowsCannotBeFlagged() {
    ThresholdRule rule = read("mode = top-k, top-k = 1000", false);
    assertThatThrownBy(() -> of(rule))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("threshold.top-k must be less than the number of training rows");
  }

  @Test
  void aRateOfFalsePositivesNeedsRowsThatAreKnownToBeNormal() {
    assertThatThrownBy(() -> read("mode = false-positive-rate", false))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("threshold.mode")
        .hasMessageContaining("training.supervision = semi-supervised");
  }

  private static ThresholdRule read(String threshold, boolean semiSupervised) {
    Settings settings =
        Settings.load(
            ConfigFactory.parseString("threshold { " + threshold + " }"), Settings.reference());
    ThresholdRule rule = ThresholdRule.read(settings.at("threshold"), semiSupervised);
    settings.finish();
    return rule;
  }

  private static long flagged(ThresholdRule rule) {
    float threshold = of(rule);
    long flagged = 0;
    for (int score = 0; score < COUNT; score++) {
      flagged += score > threshold ? 1 : 0;
    }
    return flagged;
  }

  private static float of(ThresholdRule rule) {
    float[] scores = new float[COUNT];
    for (int row = 0; row < COUNT; row++) {
      scores[row] = row;
    }
    return rule.of(LocalRows.of(1, scores, 4), new Itself(), Recipe.Quantile.EXACT);
  }

  /** Scores a row by its one feature. */
  private record Itself() implements RowFunction {
    @Override
    public int inputs() {
      return 1;
    }

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public Pass open() {
      return (rows, from, count, out, to) -> System.arraycopy(rows, from, out, to, count);
    }
  }
}
