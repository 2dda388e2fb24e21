package io.cordon.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.random.Seeds;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RankingMetricsTest {
  private static final double EXACT = 1e-15;

  @Test
  void agreesWithValuesByHandWithoutTies() {
    // From the top: anomaly, normal, anomaly, normal, normal.
    RankingMetrics metrics =
        RankingMetrics.of(
            new float[] {5, 4, 3, 2, 1}, new boolean[] {true, false, true, false, false});
    isValue(metrics.auroc(), 5.0 / 6); // of the 6 pairs only (3, 4) is the wrong way round
    isValue(metrics.auprcAnomaly(), (1.0 + 2.0 / 3) / 2);
    isValue(metrics.auprcNormal(), (1.0 + 1.0 + 3.0 / 4) / 3);
    isValue(metrics.precisionAtTen(), 2.0 / 10);
    isValue(metrics.f1AtContamination(), 1.0 / 2);
  }

  @Test
  void agreesWithValuesByHandWithTies() {
    // Groups from the top: {anomaly, normal}, {anomaly, anomaly, normal}, {normal}.
    RankingMetrics metrics =
        RankingMetrics.of(
            new float[] {9, 9, 7, 7, 7, 1}, new boolean[] {true, false, true, false, true, false});
    isValue(metrics.auroc(), (2.5 + 2 * 1.5) / 9);
    isValue(metrics.auprcAnomaly(), (1 * (1.0 / 2) + 2 * (3.0 / 5)) / 3);
    isValue(metrics.auprcNormal(), (1 * 1.0 + 1 * (2.0 / 4) + 1 * (3.0 / 6)) / 3);
    isValue(
        metrics.f1AtContamination(),
        (1 + 2.0 / 3) / 3); // the first two, and one of three in which two are anomalies
  }

  @Test
  void precisionAtTenBreaksTiesByExpectation() {
    // 8 rows lie above (3 anomalies), then 4 tie for 2 places, 3 of them anomalies.
    double[] scores = {9, 9, 9, 8, 8, 8, 8, 8, 5, 5, 5, 5, 1};
    boolean[] anomalies = {
      true, true, true, false, false, false, false, false, true, true, true, false, true
    };
    isValue(RankingMetrics.of(scores, anomalies).precisionAtTen(), (3 + 2 * 0.75) / 10);
  }

  @Test
  void aPerfectRankingIsPerfectAndItsReverseIsNot() {
    boolean[] anomalies = new boolean[40];
    double[] scores = new double[40];
    for (int row = 0; row < 40; row++) {
      anomalies[row] = row < 14;
      scores[row] = -row;
    }
    RankingMetrics best = RankingMetrics.of(scores, anomalies);
    isValue(best.auroc(), 1);
    isValue(best.auprcAnomaly(), 1);
    isValue(best.auprcNormal(), 1);
    isValue(best.precisionAtTen(), 1);
    isValue(best.f1AtContamination(), 1);
    RankingMetrics worst = RankingMetrics.of(negated(scores), anomalies);
    isValue(worst.auroc(), 0);
    isValue(worst.precisionAtTen(), 0);
    isValue(worst.f1AtContamination(), 0);
    anomalies =
        new boolean[] {
          true, true, true, false, false, false, false, false, false, false, false, false
        };
    isValue(
        RankingMetrics.of(new float[] {3, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0}, anomalies)
            .precisionAtTen(),
        0.3);
  }

  @Test
  void aConstantScoreIsWorthChance() {
    RankingMetrics metrics =
        RankingMetrics.of(
            new float[] {4, 4, 4, 4, 4}, new boolean[] {true, false, false, true, false});
    isValue(metrics.auroc(), 0.5);
    isValue(metrics.auprcAnomaly(), 0.4);
    isValue(metrics.auprcNormal(), 0.6);
    isValue(metrics.f1AtContamination(), 0.4);
  }

  @Test
  void bothZerosTie() {
    isValue(RankingMetrics.of(new float[] {0.0f, -0.0f}, new boolean[] {true, false}).auroc(), 0.5);
    isValue(RankingMetrics.of(new double[] {-0.0, 0.0}, new boolean[] {true, false}).auroc(), 0.5);
  }

  @Test
  void ranksInfiniteScoresAtTheEnds() {
    float infinity = Float.POSITIVE_INFINITY;
    isValue(
        RankingMetrics.of(
                new float[] {infinity, 0, -infinity, -infinity},
                new boolean[] {true, false, true, false})
            .auroc(),
        (2 + 0.5) / 4);
  }

  @Test
  void obeysItsSymmetries() {
    for (int trial = 0; trial < 30; trial++) {
      Sample sample = Sample.draw(trial, 2 + 3 * trial);
      RankingMetrics metrics = RankingMetrics.of(sample.scores(), sample.anomalies());
      boolean[] swapped = new boolean[sample.anomalies().length];
      double[] stretched = new double[swapped.length];
      for (int row = 0; row < swapped.length; row++) {
        swapped[row] = !sample.anomalies()[row];
        stretched[row] = Math.exp(sample.scores()[row]) - 7;
      }
      RankingMetrics mirrored = RankingMetrics.of(negated(sample.scores()), swapped);
      isValue(mirrored.auroc(), metrics.auroc().value().orElseThrow());
      isValue(mirrored.auprcAnomaly(), metrics.auprcNormal().value().orElseThrow());
      isValue(mirrored.auprcNormal(), metrics.auprcAnomaly().value().orElseThrow());
      assertThat(RankingMetrics.of(stretched, sample.anomalies()))
          .as("a rising map changes nothing")
          .isEqualTo(metrics);
    }
  }

  @Test
  void agreesWithCountingEveryPair() {
    for (int trial = 0; trial < 20; trial++) {
      Sample sample = Sample.draw(100 + trial, 300);
      double pairs = 0;
      long all = 0;
      for (int anomaly = 0; anomaly < 300; anomaly++) {
        for (int normal = 0; normal < 300; normal++) {
          if (sample.anomalies()[anomaly] && !sample.anomalies()[normal]) {
            all++;
            pairs += Double.compare(sample.scores()[anomaly], sample.scores()[normal]) * 0.5 + 0.5;
          }
        }
      }
      isValue(RankingMetrics.of(sample.scores(), sample.anomalies()).auroc(), pairs / all);
    }
  }

  @Test
  void oneClassAloneHasNoRanking() {
    for (Metric metric : all(RankingMetrics.of(new float[] {1, 2, 3}, new boolean[3]))) {
      assertThat(metric).hasToString("undefined: all 3 rows are normal");
      assertThat(metric.value()).isEmpty();
    }
    for (Metric metric : all(RankingMetrics.of(new float[] {1, 2}, new boolean[] {true, true}))) {
      assertThat(metric).hasToString("undefined: all 2 rows are anomalies");
    }
    for (Metric metric : all(RankingMetrics.of(new float[0], new boolean[0]))) {
      assertThat(metric).hasToString("undefined: there are no rows");
    }
  }

  @Test
  void refusesNotANumber() {
    assertThatThrownBy(
            () ->
                RankingMetrics.of(
                    new float[] {1, Float.NaN, 3}, new boolean[] {true, false, false}))
        .isInstanceOfSatisfying(
            UserException.class,
            problem -> assertThat(problem.exitCode()).isEqualTo(ExitCode.BAD_DATA))
        .hasMessage("Every row's score must be a number to be ranked, but row 1 of 3 has NaN");
    assertThatThrownBy(() -> Metric.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RankingMetrics.of(new float[2], new boolean[3]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Metric[] all(RankingMetrics metrics) {
    return new Metric[] {
      metrics.auroc(),
      metrics.auprcAnomaly(),
      metrics.auprcNormal(),
      metrics.precisionAtTen(),
      metrics.f1AtContamination()
    };
  }

  private static void isValue(Metric metric, double expected) {
    assertThat(metric.value()).as("%s", metric).isPresent();
    assertThat(metric.value().getAsDouble()).isCloseTo(expected, within(EXACT + 1e-13 * expected));
  }

  private static double[] negated(double[] scores) {
    double[] negated = new double[scores.length];
    for (int row = 0; row < scores.length; row++) {
      negated[row] = -scores[row];
    }
    return negated;
  }

  /** Scores with many ties, both classes present. */
  record Sample(double[] scores, boolean[] anomalies) {
    static Sample draw(int trial, int rows) {
      SplittableRandom random = Seeds.stream(3, "metrics", trial, -1);
      double[] scores = new double[rows];
      boolean[] anomalies = new boolean[rows];
      for (int row = 0; row < rows; row++) {
        anomalies[row] = row == 0 || (row > 1 && random.nextInt(5) == 0);
        scores[row] = (random.nextInt(20) + (anomalies[row] ? random.nextInt(8) : 0)) / 4.0;
      }
      return new Sample(scores, anomalies);
    }
  }
}
