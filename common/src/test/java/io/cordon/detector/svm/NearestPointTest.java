package io.cordon.detector.svm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NearestPointTest {
  @Test
  void theNearestPointOfATriangleLiesOnTheEdgeThatFacesTheOrigin() {
    // (1, 1), (1, -1), (3, 0): the nearest point is (1, 0).
    double[][] products = {{2, 0, 3}, {0, 2, 3}, {3, 3, 9}};
    double[] weights = {0.5, 0.5, 0};
    NearestPoint.include(products, weights);
    assertThat(weights).containsExactly(new double[] {0.5, 0.5, 0}, within(1e-9));
    double[] other = {0.2, 0.8, 0};
    NearestPoint.include(new double[][] {{9, 3, 3}, {3, 2, 0}, {3, 0, 2}}, other);
    assertThat(other).containsExactly(new double[] {0, 0.5, 0.5}, within(1e-9));
  }
}
