package io.cordon.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankingSweepTest {

  @Test
  void partsSweptApartGiveTheSumsOfTheWhole() {
    List<ScoreGroup> groups = groups(7);
    ClassCounts totals = counts(groups);
    RankingSums whole = sweep(groups, totals, ClassCounts.NONE);
    for (int first = 0; first <= groups.size(); first++) {
      for (int second = first; second <= groups.size(); second++) {
        List<ScoreGroup> top = groups.subList(0, first);
        List<ScoreGroup> middle = groups.subList(first, second);
        List<ScoreGroup> bottom = groups.subList(second, groups.size());
        RankingSums a = sweep(top, totals, ClassCounts.NONE);
        RankingSums b = sweep(middle, totals, counts(top));
        RankingSums c = sweep(bottom, totals, counts(top).plus(counts(middle)));
        isClose(a.plus(b).plus(c), whole);
        isClose(a.plus(b.plus(c)), whole);
      }
    }
  }

  @Test
  void aWholeTableOfABillionRowsIsExactEnough() {
    // 10^9 rows in two tied groups: the sums still hold the pairs to the last but one digit.
    ClassCounts totals = new ClassCounts(300_000_000L, 700_000_000L);
    RankingSweep sweep = new RankingSweep(totals, ClassCounts.NONE);
    sweep.add(new ScoreGroup(2, 200_000_000L, 100_000_000L));
    sweep.add(new ScoreGroup(1, 100_000_000L, 600_000_000L));
    RankingMetrics metrics = RankingMetrics.of(totals, sweep.sums());
    assertThat(metrics.auroc().value().orElseThrow())
        .isCloseTo((2 * 6.5 + 1 * 3) / 21, within(1e-15));
    assertThat(metrics.precisionAtTen().value().orElseThrow()).isCloseTo(2.0 / 3, within(1e-15));
    assertThat(metrics.f1AtContamination().value().orElseThrow()).isCloseTo(2.0 / 3, within(1e-15));
  }

  @Test
  void emptyGroupsAddNothing() {
    RankingSweep sweep = new RankingSweep(new ClassCounts(1, 1), ClassCounts.NONE);
    sweep.add(new ScoreGroup(9, 0, 0));
    assertThat(sweep.sums()).isEqualTo(RankingSums.NONE);
  }

  @Test
  void refusesGroupsOutOfOrder() {
    RankingSweep sweep = new RankingSweep(new ClassCounts(5, 5), ClassCounts.NONE);
    sweep.add(new ScoreGroup(2, 1, 0));
    assertThatThrownBy(() -> sweep.add(new ScoreGroup(2, 1, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("groups come in descending order of score, not 2.0 after 2.0");
    assertThatThrownBy(() -> sweep.add(new ScoreGroup(3, 1, 0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesMoreRowsThanThereAre() {
    RankingSweep sweep = new RankingSweep(new ClassCounts(2, 5), new ClassCounts(1, 0));
    assertThatThrownBy(() -> sweep.add(new ScoreGroup(2, 2, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ClassCounts[anomalies=2, normals=5]")
        .hasMessageContaining("ClassCounts[anomalies=3, normals=0]");
  }

  @Test
  void refusesMetricsOfAPartialSweep() {
    RankingSweep sweep = new RankingSweep(new ClassCounts(2, 5), ClassCounts.NONE);
    sweep.add(new ScoreGroup(2, 2, 0));
    assertThatThrownBy(() -> RankingMetrics.of(new ClassCounts(2, 5), sweep.sums()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the metrics need a sweep over all rows");
  }

  private static List<ScoreGroup> groups(int seed) {
    RankingMetricsTest.Sample sample = RankingMetricsTest.Sample.draw(seed, 150);
    List<ScoreGroup> groups = new ArrayList<>();
    for (double score = 7; score >= 0; score -= 0.25) {
      long anomalies = 0;
      long normals = 0;
      for (int row = 0; row < 150; row++) {
        if (sample.scores()[row] == score) {
          anomalies += sample.anomalies()[row] ? 1 : 0;
          normals += sample.anomalies()[row] ? 0 : 1;
        }
      }
      groups.add(new ScoreGroup(score, anomalies, normals));
    }
    return groups;
  }

  private static ClassCounts counts(List<ScoreGroup> groups) {
    ClassCounts counts = ClassCounts.NONE;
    for (ScoreGroup group : groups) {
      counts = counts.plus(new ClassCounts(group.anomalies(), group.normals()));
    }
    return counts;
  }

  private static RankingSums sweep(List<ScoreGroup> groups, ClassCounts totals, ClassCounts above) {
    RankingSweep sweep = new RankingSweep(totals, above);
    groups.forEach(sweep::add);
    return sweep.sums();
  }

  private static void isClose(RankingSums sums, RankingSums expected) {
    assertThat(sums.swept()).isEqualTo(expected.swept());
    assertThat(sums.rankedPairs())
        .as("whole and half pairs are exact")
        .isEqualTo(expected.rankedPairs());
    assertThat(sums.anomalyPrecision()).isCloseTo(expected.anomalyPrecision(), within(1e-12));
    assertThat(sums.normalPrecision()).isCloseTo(expected.normalPrecision(), within(1e-12));
    assertThat(sums.anomaliesInTen()).isCloseTo(expected.anomaliesInTen(), within(1e-12));
    assertThat(sums.anomaliesAtContamination())
        .isCloseTo(expected.anomaliesAtContamination(), within(1e-12));
  }
}
