package io.cordon.detector.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import io.cordon.config.Settings;
import io.cordon.detector.Detector;
import io.cordon.detector.DetectorContractTest;
import io.cordon.detector.Fitted;
import io.cordon.detector.PlantedAnomalies;
import io.cordon.error.UserException;
import io.cordon.network.Engine;
import io.cordon.random.Seeds;
import io.cordon.rows.Block;
import io.cordon.rows.LocalRows;
import io.cordon.rows.RowFunction;
import io.cordon.rows.WireCopy;
import org.junit.jupiter.api.Test;

class IsolationForestTest extends DetectorContractTest {

  private static IsolationForest forest(int trees, int sample) {
    return new IsolationForest(new IsolationForest.Settings(trees, sample));
  }

  @Override
  protected Detector detector() {
    return forest(100, 256);
  }

  @Override
  protected double floor() {
    return 0.97;
  }

  @Override
  protected double margin() {
    return 0.1; // a forest of noise already isolates what lies at the edge of the unit cube
  }

  private static float[] scores(IsolationForest forest, int width, float[] values, float... rows) {
    Fitted fitted = forest.fit(LocalRows.of(width, values, 2), training(1));
    return forest.score(fitted).applyTo(Block.of(width, rows));
  }

  @Test
  void theMeanPathOfASearchIsExact() {
    assertThat(TreeGrower.meanPath(0)).isZero();
    assertThat(TreeGrower.meanPath(1)).isZero();
    assertThat(TreeGrower.meanPath(2)).isEqualTo(1);
    assertThat(TreeGrower.meanPath(3)).isCloseTo(5 / 3.0, within(1e-12)); // 2 (1 + 1/2) - 4/3
    assertThat(TreeGrower.meanPath(256)).isCloseTo(10.2487, within(5e-5));
  }

  @Test
  void theScoresOfThreeRowsAreThoseOfTheExpectedPaths() {
    // 99 of 100 first splits part 100 from the others: its path is 1.01 on average, that of 0 is
    // 1.99 and that of 1 is 2; c(3) = 5/3. Over 20,000 trees the mean path of 100 is off by a
    // standard deviation of 0.0007.
    float[] rows = {0, 1, 100};
    float[] scores = scores(forest(20_000, 3), 1, rows, rows);
    assertThat(scores[0]).isCloseTo((float) Math.pow(2, -1.99 * 0.6), within(0.002f));
    assertThat(scores[1]).isCloseTo((float) Math.pow(2, -2 * 0.6), within(0.002f));
    assertThat(scores[2]).isCloseTo((float) Math.pow(2, -1.01 * 0.6), within(0.002f));
  }

  @Test
  void rowsThatAreAllEqualScoreOneHalf() {
    assertThat(scores(forest(10, 4), 2, new float[] {1, 2, 1, 2, 1, 2, 1, 2, 1, 2}, 1, 2, 7, -3))
        .containsExactly(new float[] {0.5f, 0.5f}, within(1e-6f));
  }

  @Test
  void aTableOfOneRowScoresOneHalf() {
    assertThat(scores(forest(10, 256), 2, new float[] {1, 2}, 1, 2)).containsExactly(0.5f);
  }

  @Test
  void theRowThatStandsFarFromAllOthersScoresHighest() {
    PlantedAnomalies planted = PlantedAnomalies.of(300, 0, 4);
    float[] values = java.util.Arrays.copyOf(planted.values(), 301 * WIDTH);
    java.util.Arrays.fill(values, 300 * WIDTH, 301 * WIDTH, 50);
    float[] scores = scores(forest(100, 256), WIDTH, values, values);
    for (int row = 0; row < 300; row++) {
      assertThat(scores[row]).isBetween(Float.MIN_NORMAL, scores[300]);
    }
    assertThat(scores[300]).isBetween(0.7f, 1f);
  }

  @Test
  void aTreeIsTheSameForColumnsThatAreStretchedAndShifted() {
    float[] values = PlantedAnomalies.of(60, 4, 2).values();
    float[] stretched = new float[values.length];
    for (int place = 0; place < values.length; place++) {
      values[place] = Math.round(values[place] * 1024) / 1024f; // so that nothing is rounded below
      stretched[place] = 8 * values[place] + 2;
    }
    float[] plain = tree(values);
    float[] other = tree(stretched);
    assertThat(other).hasSameSizeAs(plain);
    for (int node = 0; node < plain.length / TreeGrower.NODE; node++) {
      int at = node * TreeGrower.NODE;
      boolean leaf = plain[at] < 0;
      assertThat(other[at]).isEqualTo(plain[at]);
      assertThat(other[at + 1])
          .isCloseTo(leaf ? plain[at + 1] : 8 * plain[at + 1] + 2, within(1e-5f));
      assertThat(other[at + 2]).isEqualTo(plain[at + 2]);
    }
  }

  private static float[] tree(float[] values) {
    TreeGrower grower = new TreeGrower(values, WIDTH, 1, 32);
    grower.grow(0, Seeds.stream(3, "tree", 0, -1));
    return grower.nodes();
  }

  @Test
  void aFullyGrownTreeHasOneLeafForEachRow() {
    float[] rows = {0, 1, 3, 7};
    for (int seed = 0; seed < 20; seed++) {
      TreeGrower grower = new TreeGrower(rows, 1, 1, 4);
      grower.grow(0, Seeds.stream(seed, "tree", 0, -1));
      float[] nodes = grower.nodes();
      double shares = 0; // Σ 2^-edges over the leaves is 1 in a binary tree
      int leaves = 0;
      for (int at = 0; at < nodes.length; at += TreeGrower.NODE) {
        if (nodes[at] < 0) {
          leaves++;
          // at 2 edges the tree ends: a leaf of two rows there counts c(2) = 1 more
          shares += nodes[at + 1] == 3 ? 0.25 : Math.pow(2, -nodes[at + 1]);
        }
      }
      assertThat(shares).isEqualTo(1);
      assertThat(nodes.length / TreeGrower.NODE).isEqualTo(2 * leaves - 1);
      assertThat(leaves).isBetween(3, 4);
    }
  }

  @Test
  void theScoreTravels() {
    float[] values = PlantedAnomalies.of(60, 4, 2).values();
    IsolationForest forest = forest(10, 32);
    RowFunction score = forest.score(forest.fit(LocalRows.of(WIDTH, values, 2), training(1)));
    assertThat(((RowFunction) WireCopy.of(score)).applyTo(Block.of(WIDTH, values)))
        .isEqualTo(score.applyTo(Block.of(WIDTH, values)));
  }

  @Test
  void aForestThatCannotBeNumberedIsRefused() {
    Settings settings =
        Settings.load(
            ConfigFactory.parseString(
                "detector { name = isolation-forest, isolation-forest { trees = 60000, sample ="
                    + " 1000 } }"),
            Settings.reference());
    IsolationForest.from(settings.at("detector"), Engine.NATIVE);
    assertThatThrownBy(settings::finish)
        .isInstanceOf(UserException.class)
        .hasMessageContaining("detector.isolation-forest.trees")
        .hasMessageContaining("times sample must be at most 8388608");
  }
}
