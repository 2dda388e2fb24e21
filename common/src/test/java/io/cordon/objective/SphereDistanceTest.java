package io.cordon.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SphereDistanceTest {
  private static final float[] CENTRE = {1, -1};

  /** Squared distances from the centre: 0, 1, 4 and 2. */
  private static final float[] OUTPUTS = {1, -1, 2, -1, 1, 1, 0, 0};

  @Test
  void theOneClassFormIsTheSquaredDistance() {
    float[] gradient = new float[8];
    double loss = SphereDistance.oneClass(CENTRE).evaluate(new float[0], OUTPUTS, 4, gradient);
    assertThat(loss).isEqualTo(7);
    assertThat(gradient).containsExactly(0, 0, 0.5f, 0, 0, 1, -0.5f, 0.5f); // 2 (φ - c) / 4
  }

  @Test
  void theSoftBoundaryPullsOnlyRowsOutsideTheSphere() {
    float[] gradient = new float[8];
    double loss = new SphereDistance(CENTRE, 2, 0.5).evaluate(new float[0], OUTPUTS, 4, gradient);
    assertThat(loss).isEqualTo(12); // 4 · 2 + (4 - 2) / 0.5
    // 2 (φ - c) / (0.5 · 4)
    assertThat(gradient).containsExactly(new float[] {0, 0, 0, 0, 0, 2, 0, 0}, within(0f));
  }

  @Test
  void theGradientIsThatOfCentralDifferences() {
    float[] outputs = {0.3f, 1.2f, -0.7f, 2.1f, 0.9f, -1.1f};
    SphereDistance objective = new SphereDistance(CENTRE, 0.5, 0.3);
    float[] gradient = new float[6];
    objective.evaluate(new float[0], outputs, 3, gradient);
    for (int place = 0; place < 6; place++) {
      float[] up = outputs.clone();
      float[] down = outputs.clone();
      up[place] += 0.0625f;
      down[place] -= 0.0625f;
      double slope =
          (mean(objective, up) - mean(objective, down)) / ((double) up[place] - down[place]);
      assertThat(gradient[place]).as("output %d", place).isCloseTo((float) slope, within(1e-5f));
    }
  }

  private static double mean(SphereDistance objective, float[] outputs) {
    return objective.evaluate(new float[0], outputs, 3, new float[6]) / 3;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1.1, -0.1, Double.NaN})
  void aNuOutsideItsRangeIsRefused(double nu) {
    assertThatThrownBy(() -> new SphereDistance(CENTRE, 0, nu))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("nu")
        .hasMessageContaining(String.valueOf(nu));
  }
}
