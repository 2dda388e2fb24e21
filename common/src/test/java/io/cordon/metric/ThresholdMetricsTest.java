package io.cordon.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ThresholdMetricsTest {

  @Test
  void agreesWithValuesByHand() {
    ThresholdMetrics metrics = ThresholdMetrics.of(new ClassCounts(3, 1), new ClassCounts(6, 14));
    assertThat(metrics.precision()).isEqualTo(Metric.of(0.75));
    assertThat(metrics.recall()).isEqualTo(Metric.of(0.5));
    assertThat(metrics.f1()).isEqualTo(Metric.of(2 * 0.75 * 0.5 / (0.75 + 0.5)));
    assertThat(metrics.flagged()).isEqualTo(4);
    assertThat(metrics.observedRate()).isEqualTo(Metric.of(0.2));
  }

  @Test
  void flaggingNothingHasNoPrecision() {
    ThresholdMetrics metrics = ThresholdMetrics.of(ClassCounts.NONE, new ClassCounts(2, 3));
    assertThat(metrics.precision()).hasToString("undefined: no row is flagged");
    assertThat(metrics.recall()).isEqualTo(Metric.of(0));
    assertThat(metrics.f1()).isEqualTo(Metric.of(0));
    assertThat(metrics.observedRate()).isEqualTo(Metric.of(0));
  }

  @Test
  void withoutAnomaliesThereIsNoRecall() {
    ThresholdMetrics metrics = ThresholdMetrics.of(new ClassCounts(0, 1), new ClassCounts(0, 4));
    assertThat(metrics.precision()).isEqualTo(Metric.of(0));
    assertThat(metrics.recall()).hasToString("undefined: no row is an anomaly");
    assertThat(metrics.f1()).isEqualTo(Metric.of(0));
    assertThat(ThresholdMetrics.of(ClassCounts.NONE, new ClassCounts(0, 4)).f1())
        .hasToString("undefined: no row is flagged and none is an anomaly");
    assertThat(ThresholdMetrics.of(ClassCounts.NONE, ClassCounts.NONE).observedRate())
        .hasToString("undefined: there are no rows");
  }

  @Test
  void refusesMoreFlagsThanRows() {
    assertThatThrownBy(() -> ThresholdMetrics.of(new ClassCounts(1, 0), new ClassCounts(0, 4)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ClassCounts(-1, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
