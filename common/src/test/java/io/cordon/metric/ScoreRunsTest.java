package io.cordon.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.random.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScoreRunsTest {

  @Test
  void equalScoresAreOneRunWhateverTheirClassAndSign() {
    ScoreRuns runs = ScoreRuns.of(new double[] {1, 3, 1, -0.0}, new double[] {3, -2, 0.0});
    assertThat(runs.scores()).containsExactly(3, 1, 0, -2);
    assertThat(runs.anomalies()).containsExactly(1, 2, 1, 0);
    assertThat(runs.normals()).containsExactly(1, 0, 1, 1);
    assertThat(runs.counts()).isEqualTo(new ClassCounts(4, 3));
  }

  @Test
  void partsMergedOrCutIntoRangesGiveTheMetricsOfTheWhole() {
    SplittableRandom random = Seeds.stream(3, "runs", 0, -1);
    float[] scores = new float[1_000];
    boolean[] anomalies = new boolean[scores.length];
    List<ScoreRuns> parts = new ArrayList<>();
    for (int from = 0; from < scores.length; from += 100) {
      List<Double> high = new ArrayList<>();
      List<Double> low = new ArrayList<>();
      for (int row = from; row < from + 100; row++) {
        anomalies[row] = random.nextInt(10) == 0;
        scores[row] = random.nextInt(anomalies[row] ? 300 : 200) / 7f;
        (anomalies[row] ? high : low).add((double) scores[row]);
      }
      parts.add(
          ScoreRuns.of(
              high.stream().mapToDouble(Double::doubleValue).toArray(),
              low.stream().mapToDouble(Double::doubleValue).toArray()));
    }
    ScoreRuns whole = ScoreRuns.merge(parts);
    RankingMetrics expected = RankingMetrics.of(scores, anomalies);
    assertThat(metrics(whole, new double[0])).isEqualTo(expected);
    for (int ranges : new int[] {1, 2, 5}) {
      double auroc = metrics(whole, whole.sample(ranges)).auroc().value().orElseThrow();
      assertThat(auroc)
          .isCloseTo(
              expected.auroc().value().orElseThrow(),
              org.assertj.core.api.Assertions.within(1e-12));
    }
  }

  private static RankingMetrics metrics(ScoreRuns whole, double[] bounds) {
    ClassCounts above = ClassCounts.NONE;
    RankingSums sums = RankingSums.NONE;
    for (ScoreRuns range : whole.cut(bounds)) {
      RankingSweep sweep = new RankingSweep(whole.counts(), above);
      range.sweep(sweep);
      sums = sums.plus(sweep.sums());
      above = above.plus(range.counts());
    }
    return RankingMetrics.of(whole.counts(), sums);
  }

  @Test
  void cutsFallBelowTheirBoundAndLoseNothing() {
    ScoreRuns runs = ScoreRuns.of(new double[] {5, 4, 3}, new double[] {2, 1});
    ScoreRuns[] ranges = runs.cut(new double[] {9, 4, 3.5, 1});
    assertThat(Arrays.stream(ranges).map(range -> range.scores().length))
        .containsExactly(0, 2, 0, 3, 0);
    assertThat(runs.sample(2)).containsExactly(4, 1);
    assertThat(runs.sample(50)).containsExactly(5, 4, 3, 2, 1);
    assertThat(ScoreRuns.merge(List.of()).counts()).isEqualTo(ClassCounts.NONE);
  }
}
