package io.cordon.detector.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cordon.detector.Detector;
import io.cordon.detector.DetectorContractTest;
import io.cordon.detector.Fitted;
import io.cordon.detector.Metric;
import io.cordon.detector.neighbours.NearestNeighbours.Choice;
import io.cordon.detector.neighbours.NearestNeighbours.Score;
import io.cordon.metric.RankingMetrics;
import io.cordon.rows.Block;
import io.cordon.rows.LocalRows;
import io.cordon.rows.RowFunction;
import io.cordon.rows.WireCopy;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearestNeighboursTest extends DetectorContractTest {

  private static NearestNeighbours neighbours(int neighbours, Score score) {
    return new NearestNeighbours(new Choice(neighbours, 1000, Metric.EUCLIDEAN, score));
  }

  @Override
  protected Detector detector() {
    return new NearestNeighbours(new Choice(5, 300, Metric.EUCLIDEAN, Score.DISTANCE));
  }

  @Override
  protected double floor() {
    return 0.95;
  }

  @Override
  protected double margin() {
    return 0.5;
  }

  private static float[] scores(
      NearestNeighbours detector, int width, float[] train, float[] rows) {
    Fitted fitted = detector.fit(LocalRows.of(width, train, 2), training(1));
    return detector.score(fitted).applyTo(Block.of(width, rows));
  }

  @Test
  void theDistanceIsTheMeanToTheNearest() {
    float[] train = {0, 0, 3, 4, 6, 8, 100, 100};
    assertThat(scores(neighbours(2, Score.DISTANCE), 2, train, new float[] {0, 1, 3, 5}))
        .containsExactly(
            new float[] {
              (float) (1 + Math.sqrt(18)) / 2, (float) (1 + Math.sqrt(18)) / 2,
            },
            within(1e-6f));
  }

  @Test
  void hellingersDistanceIsThatOfTheRoots() {
    NearestNeighbours detector =
        new NearestNeighbours(new Choice(1, 1000, Metric.HELLINGER, Score.DISTANCE));
    assertThat(scores(detector, 2, new float[] {9, -16}, new float[] {0, 0, 9, -16.81f, 9, 16}))
        .containsExactly(new float[] {5, 0.1f, 8}, within(1e-5f));
  }

  @Test
  void aRowThatTrainedIsNotItsOwnNeighbourButItsCopyIs() {
    assertThat(scores(neighbours(1, Score.DISTANCE), 1, new float[] {1, 4, 4}, new float[] {1, 4}))
        .containsExactly(3, 0);
  }

  @Test
  void whereTheSampleHasFewerOthersAllOfThemCount() {
    float[] train = {0, 2};
    assertThat(scores(neighbours(9, Score.DISTANCE), 1, train, new float[] {0, 1, 4}))
        .containsExactly(2, 1, 3);
    for (Score score : Score.values()) {
      assertThat(scores(neighbours(9, score), 1, new float[] {7}, new float[] {7}))
          .containsExactly(0);
    }
  }

  /** Definitions 5 to 7 of the paper, in double precision, by sorting all distances. */
  private static double factor(float[] train, int of, int k) {
    double own = reach(train, of, k);
    return own
        / Arrays.stream(nearest(train, of, k))
            .mapToDouble(o -> reach(train, o, k))
            .average()
            .orElseThrow();
  }

  private static double reach(float[] train, int of, int k) {
    return Arrays.stream(nearest(train, of, k))
        .mapToDouble(
            o -> Math.max(apart(train, o, nearest(train, o, k)[k - 1]), apart(train, of, o)))
        .average()
        .orElseThrow();
  }

  private static int[] nearest(float[] train, int of, int k) {
    return IntStream.range(0, train.length / 2)
        .filter(other -> other != of)
        .boxed()
        .sorted(java.util.Comparator.comparingDouble(other -> apart(train, of, other)))
        .limit(k)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double apart(float[] train, int one, int other) {
    return Math.hypot(
        (double) train[2 * one] - train[2 * other],
        (double) train[2 * one + 1] - train[2 * other + 1]);
  }

  /** A dense cluster, a sparse one, and a row beside the dense one. */
  private static float[] clusters() {
    SplittableRandom random = new SplittableRandom(4);
    float[] rows = new float[2 * 301];
    for (int row = 0; row < 300; row++) {
      float size = row < 150 ? 0.1f : 5;
      float middle = row < 150 ? 0 : 40;
      rows[2 * row] = middle + size * (float) random.nextDouble();
      rows[2 * row + 1] = middle + size * (float) random.nextDouble();
    }
    rows[600] = 0.5f;
    rows[601] = 0.5f;
    return rows;
  }

  @Test
  void theFactorIsThatOfThePaper() {
    float[] train = clusters();
    float[] scores = scores(neighbours(10, Score.LOCAL_OUTLIER_FACTOR), 2, train, train);
    for (int row = 0; row < scores.length; row += 7) {
      double expected = factor(train, row, 10);
      assertThat((double) scores[row]).isCloseTo(expected, within(1e-4 * expected));
    }
  }

  @Test
  void onlyTheFactorSeesARowBesideADenseCluster() {
    float[] train = clusters();
    boolean[] labels = new boolean[301];
    labels[300] = true;
    assertThat(auroc(scores(neighbours(10, Score.LOCAL_OUTLIER_FACTOR), 2, train, train), labels))
        .isEqualTo(1);
    assertThat(auroc(scores(neighbours(10, Score.DISTANCE), 2, train, train), labels))
        .isLessThan(0.9);
  }

  private static double auroc(float[] scores, boolean[] labels) {
    return RankingMetrics.of(scores, labels).auroc().value().orElseThrow();
  }

  @Test
  void copiesMakeNoInfiniteFactor() {
    float[] train = new float[40];
    train[38] = 1;
    train[39] = 2;
    float[] rows = {0, 1e-3f, 1, 3e38f};
    for (float score : scores(neighbours(3, Score.LOCAL_OUTLIER_FACTOR), 1, train, rows)) {
      assertThat(score).isFinite().isNotNegative();
    }
    assertThat(scores(neighbours(3, Score.DISTANCE), 1, train, new float[] {3e38f})[0]).isFinite();
  }

  @Test
  void rowsBeyondABlockAndWidthsThatFillNoStepAreFound() {
    SplittableRandom random = new SplittableRandom(9);
    for (int width : new int[] {1, 3, 5, 8}) {
      float[] train = new float[700 * width];
      for (int place = 0; place < train.length; place++) {
        train[place] = (float) random.nextDouble();
      }
      float[] row = Arrays.copyOfRange(train, 650 * width, 651 * width);
      row[0] += 1e-4f;
      assertThat(scores(neighbours(1, Score.DISTANCE), width, train, row)[0])
          .as("width %d", width)
          .isBetween(0f, 1.1e-4f);
    }
  }

  @Test
  void theScoreTravels() {
    for (Score score : Score.values()) {
      NearestNeighbours detector = neighbours(4, score);
      RowFunction function =
          detector.score(detector.fit(LocalRows.of(2, clusters(), 2), training(1)));
      Block rows = Block.of(2, new float[] {1, 2, 3, 4});
      assertThat(((RowFunction) WireCopy.of(function)).applyTo(rows))
          .isEqualTo(function.applyTo(rows));
    }
  }
}
