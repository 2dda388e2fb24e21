package io.cordon.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cordon.rows.Block;
import io.cordon.rows.LocalRows;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KMeansTest {
  /** Two rows near 0, three near 10 of which one stands twice, one at 20. */
  private static final float[] VALUES = {0, 1, 9, 10, 10, 11, 20};

  @Test
  void centresAreTheMeansOfTheirRowsCopiesCounted() {
    KMeans clusters = KMeans.of(LocalRows.of(1, VALUES, 2), 3, 50, 1);
    double[] centres = clusters.centres().clone();
    Arrays.sort(centres);
    assertThat(centres).containsExactly(new double[] {0.5, 10, 20}, within(1e-12));
  }

  @Test
  void aRowBelongsToTheNearestCentre() {
    KMeans clusters = new KMeans(2, new double[] {0, 0, 4, 0});
    assertThat(clusters.cluster().applyTo(Block.of(2, new float[] {1, 5, 3, -5, 2, 0})))
        .containsExactly(0, 1, 0); // halfway: the first
  }

  @Test
  void theOrderOfTheRowsChangesNothing() {
    float[] reversed = {20, 11, 10, 10, 9, 1, 0};
    assertThat(KMeans.of(LocalRows.of(1, reversed, 3), 2, 50, 5).centres())
        .isEqualTo(KMeans.of(LocalRows.of(1, VALUES, 3), 2, 50, 5).centres());
  }

  @Test
  void centresThatStandEndTheIterations() {
    float[] values = new float[600];
    for (int place = 0; place < values.length; place++) {
      values[place] = place * 37 % 101 / 10f;
    }
    LocalRows rows = LocalRows.of(3, values, 3);
    double[] centres = KMeans.of(rows, 4, 1_000, 1).centres();
    // Without an end the last bits would go on changing.
    assertThat(KMeans.of(rows, 4, 1_001, 1).centres()).isEqualTo(centres);
    assertThat(KMeans.of(rows, 4, 1_002, 1).centres()).isEqualTo(centres);
  }

  @Test
  void thereAreNoMoreClustersThanDistinctRows() {
    assertThat(KMeans.of(LocalRows.of(1, new float[] {3, 3, 7}, 1), 5, 50, 1).size()).isEqualTo(2);
  }

  @Test
  void spreadIsTheSizeAndTheVarianceAFeatureOfEachCluster() {
    // Cluster 0: (0, 0), (2, 0), (2, 0); cluster 1: (9, 1) alone; cluster 2 empty.
    LocalRows rows = LocalRows.of(2, new float[] {0, 0, 2, 0, 2, 0, 9, 1}, 3);
    KMeans clusters = new KMeans(2, new double[] {1, 0, 9, 0, 50, 50});
    ClusterSpread spread = ClusterSpread.of(rows, clusters.cluster(), 3);
    assertThat(spread.sizes()).containsExactly(3, 1, 0);
    assertThat(spread.variance(0)).isCloseTo(8.0 / 9 / 2, within(1e-12));
    assertThat(spread.variance(1)).isZero();
    assertThat(spread.variance(2)).isZero();
    assertThat(spread.rows()).isEqualTo(4);
  }
}
