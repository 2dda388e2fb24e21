package io.cordon.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectivesTest {

  @Test
  void squaredErrorIsAMeanOverFeaturesAndASumOverRows() {
    float[] gradient = new float[4];
    // Row 0 is off by 1 and 3, row 1 is exact; the arrays are longer than the batch.
    double loss =
        new SquaredError(2)
            .evaluate(new float[] {1, 2, 3, 4, 99}, new float[] {2, 5, 3, 4, 0, 0}, 2, gradient);
    assertThat(loss).isEqualTo(5);
    // Derivative of the mean over 2 rows of the mean over 2 features.
    assertThat(gradient).containsExactly(0.5f, 1.5f, 0, 0);
  }

  @Test
  void anEmptyBatchLosesNothing() {
    assertThat(new SquaredError(3).evaluate(new float[0], new float[0], 0, new float[0])).isZero();
    assertThat(new OneClassHinge(1, 0.1f).evaluate(new float[0], new float[0], 0, new float[0]))
        .isZero();
  }

  @Test
  void hingePushesOnlyRowsBelowTheMargin() {
    float[] gradient = new float[4];
    double loss =
        new OneClassHinge(2, 0.5f).evaluate(new float[0], new float[] {1, 2, 3, -1}, 4, gradient);
    assertThat(gradient).containsExactly(-0.5f, 0, 0, -0.5f);
    // (1 + 0 + 0 + 3) / 0.5 - 4 x 2
    assertThat(loss).isEqualTo(0);
  }

  /** The worked example of Theorem 3.1: the objective over r at y = 1..9, nu = 0.33. */
  @ParameterizedTest
  @CsvSource({
    "1, -1.0",
    "2, -1.6633",
    "3, -1.9899",
    "4, -1.9798",
    "5, -1.6330",
    "6, -0.9495",
    "7, 0.0707",
    "8, 1.4276",
    "9, 3.1212"
  })
  void hingeOfTheWorkedExample(float r, double expected) {
    float[] outputs = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    assertThat(new OneClassHinge(r, 0.33f).evaluate(new float[0], outputs, 9, new float[9]) / 9)
        .isCloseTo(expected, within(1e-4));
  }

  @ParameterizedTest
  @ValueSource(floats = {0, 1, -0.1f, Float.NaN})
  void aNuOutsideItsRangeIsRefused(float nu) {
    assertThatThrownBy(() -> new OneClassHinge(0, nu))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("nu")
        .hasMessageContaining(String.valueOf(nu));
  }
}
