package io.cordon.detector.robust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import io.cordon.config.Settings;
import io.cordon.detector.Detector;
import io.cordon.detector.DetectorContractTest;
import io.cordon.detector.Fitted;
import io.cordon.error.UserException;
import io.cordon.network.Engine;
import io.cordon.rows.Block;
import io.cordon.rows.LocalRows;
import io.cordon.rows.RowFunction;
import io.cordon.rows.WireCopy;
import org.junit.jupiter.api.Test;

class RobustDistanceTest extends DetectorContractTest {

  private static RobustDistance distance(double power) {
    return new RobustDistance(new RobustDistance.Settings(power));
  }

  @Override
  protected Detector detector() {
    return distance(1);
  }

  @Override
  protected double floor() {
    return 0.9;
  }

  @Override
  protected double margin() {
    return 0.8; // the control ranks by Σ|x|, and the anomalies lie nearer to the origin
  }

  /**
   * Five rows of four columns: 1 to 5 (median 3, quartiles 2 and 4); 0 0 0 0 10 (range of the
   * quartiles 0, deviation 4); 7 throughout; 0 0 0 8 8 (median 0, quartiles 0 and 8).
   */
  private static LocalRows table() {
    return LocalRows.of(
        4,
        new float[] {
          1, 0, 7, 0,
          2, 0, 7, 8,
          3, 0, 7, 0,
          4, 0, 7, 0,
          5, 10, 7, 8
        },
        2);
  }

  private static float[] scores(double power, float... rows) {
    Fitted fitted = distance(power).fit(table(), training(1));
    return distance(power).score(fitted).applyTo(Block.of(4, rows));
  }

  @Test
  void mediansAndScalesAreThoseCountedByHand() {
    Fitted fitted = distance(1).fit(table(), training(1));
    assertThat(fitted.vectors().get("robust-distance.median")).containsExactly(3, 0, 7, 0);
    assertThat(fitted.vectors().get("robust-distance.scale")).containsExactly(2, 4, 1, 8);
  }

  @Test
  void theScoreSumsEachColumnsDistanceInItsScale() {
    assertThat(scores(1, 3, 0, 7, 0, 1, 0, 7, 0, 5, 10, 7, 8, 3, -4, 6.5f, -16))
        .containsExactly(new float[] {0, 1, 1 + 2.5f + 0 + 1, 0 + 1 + 0.5f + 2}, within(1e-6f));
  }

  @Test
  void theDeviationOfARareValueStandsInForARangeOfZero() {
    // mean 2, squares 4 · 4 + 64 = 80, over five rows 16
    assertThat(scores(1, 3, 4, 7, 0)).containsExactly(new float[] {1}, within(1e-6f));
  }

  @Test
  void aConstantColumnCountsOnlyWhereARowDiffersFromIt() {
    assertThat(scores(1, 3, 0, 7, 0, 3, 0, 9, 0))
        .containsExactly(new float[] {0, 2}, within(1e-6f));
    // The mean of a value that is no short binary fraction is rounded, and its deviation with it.
    float[] tenths = new float[3001];
    java.util.Arrays.fill(tenths, 0.1f);
    Fitted fitted = distance(1).fit(LocalRows.of(1, tenths, 7), training(1));
    assertThat(distance(1).score(fitted).applyTo(Block.of(1, new float[] {0.1f, 1.1f})))
        .containsExactly(new float[] {0, 1}, within(1e-6f));
  }

  @Test
  void thePowerIsTakenOfEachColumn() {
    assertThat(scores(0.5, 3 + 8, 16, 7, 0)).containsExactly(new float[] {2 + 2}, within(1e-6f));
    assertThat(scores(2, 3 + 8, 16, 7, 0)).containsExactly(new float[] {16 + 16}, within(1e-5f));
  }

  @Test
  void withoutTrainingTheScoreIsTheSumOfTheValues() {
    Fitted control = distance(1).fit(table(), training(1).untrained());
    assertThat(distance(1).score(control).applyTo(Block.of(4, new float[] {1, -2, 3, 0.5f})))
        .containsExactly(6.5f);
  }

  @Test
  void aScoreThatNoFloatHoldsIsTheLargestFloat() {
    LocalRows tiny = LocalRows.of(1, new float[] {0, 1e-44f, 2e-44f, 3e-44f}, 1);
    Fitted fitted = distance(2).fit(tiny, training(1));
    assertThat(distance(2).score(fitted).applyTo(Block.of(1, new float[] {3e38f})))
        .containsExactly(Float.MAX_VALUE);
  }

  @Test
  void theScoreTravels() {
    RowFunction score = distance(0.5).score(distance(0.5).fit(table(), training(1)));
    Block rows = Block.of(4, new float[] {1, 2, 3, 4});
    assertThat(((RowFunction) WireCopy.of(score)).applyTo(rows)).isEqualTo(score.applyTo(rows));
  }

  @Test
  void aPowerOutsideItsRangeIsRefused() {
    Settings tree =
        Settings.load(
            ConfigFactory.parseString("detector.robust-distance.power = 3"), Settings.reference());
    RobustDistance.from(tree.at("detector"), Engine.NATIVE);
    assertThatThrownBy(tree::finish)
        .isInstanceOf(UserException.class)
        .hasMessageContaining("allowed is a number above 0 and up to 2");
  }
}
