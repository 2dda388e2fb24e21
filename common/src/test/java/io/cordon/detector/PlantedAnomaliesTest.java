package io.cordon.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.metric.RankingMetrics;
import org.junit.jupiter.api.Test;

class PlantedAnomaliesTest {

  @Test
  void everySeedHasAnomaliesThatTheDistanceFromTheMeanSeparates() {
    for (int seed = 0; seed < 200; seed++) {
      PlantedAnomalies planted = PlantedAnomalies.of(380, 20, seed);
      assertThat(
              RankingMetrics.of(distances(planted), planted.labels()).auroc().value().orElseThrow())
          .as("seed %d", seed)
          .isGreaterThan(0.99);
    }
  }

  private static double[] distances(PlantedAnomalies planted) {
    double[] mean = new double[PlantedAnomalies.WIDTH];
    for (int place = 0; place < planted.values().length; place++) {
      mean[place % mean.length] += planted.values()[place] / (double) planted.rows();
    }
    double[] distances = new double[planted.rows()];
    for (int place = 0; place < planted.values().length; place++) {
      double off = planted.values()[place] - mean[place % mean.length];
      distances[place / mean.length] += off * off;
    }
    return distances;
  }
}
