package io.cordon.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cordon.layer.Activation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ElementwiseTest {
  /** Every 4999th float from the smallest to infinity, both signs, and the corners. */
  private static float[] sweep() {
    int steps = Float.floatToRawIntBits(Float.POSITIVE_INFINITY) / 4999;
    float[] values = new float[2 * steps + 6];
    for (int step = 0; step < steps; step++) {
      values[2 * step] = Float.intBitsToFloat(step * 4999);
      values[2 * step + 1] = -values[2 * step];
    }
    float[] corners = {
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.MIN_VALUE,
      -Float.MIN_VALUE,
      Float.MAX_VALUE,
      -Float.MAX_VALUE
    };
    System.arraycopy(corners, 0, values, 2 * steps, corners.length);
    return values;
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void theActivationIsTheExactOneWithinAMillionth(Activation activation) {
    float[] values = sweep();
    float[] results = values.clone();
    Elementwise.activate(activation, results, results.length);
    double worst = 0;
    for (int index = 0; index < values.length; index++) {
      double exact = ReferenceNetwork.activate(activation, values[index]);
      double scale = Math.max(1, Math.abs(exact));
      double error = (float) exact == results[index] ? 0 : Math.abs(exact - results[index]) / scale;
      worst = error <= worst ? worst : error;
    }
    assertThat(worst).isLessThan(1e-6);
  }

  @Test
  void tanhIsOddRelativelyPreciseAndStrictlyBelowOne() {
    float[] values = sweep();
    float[] results = values.clone();
    Elementwise.activate(Activation.TANH, results, results.length);
    for (int index = 0; index < values.length; index += 2) {
      double exact = Math.tanh(values[index]);
      if (!(Math.abs(results[index]) < 1
          && Math.abs(results[index] - exact) <= 6e-7 * Math.abs(exact) + Float.MIN_VALUE)) {
        assertThat(results[index]).as("tanh %s", values[index]).isEqualTo((float) exact);
      }
      if (index + 1 < values.length
          && values[index + 1] == -values[index]
          && results[index + 1] != -results[index]) {
        assertThat(results[index + 1]).as("tanh %s", values[index + 1]).isEqualTo(-results[index]);
      }
    }
  }

  @Test
  void sigmoidIsAboveZeroAndAtMostOne() {
    float[] results = sweep();
    Elementwise.activate(Activation.SIGMOID, results, results.length);
    for (float result : results) {
      if (!(result > 0 && result <= 1)) {
        assertThat(result).isPositive().isLessThanOrEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void notANumberStaysNotANumber(Activation activation) {
    float[] values = {Float.NaN};
    Elementwise.activate(activation, values, 1);
    assertThat(values[0]).isNaN();
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void theSlopeIsThatOfCentralDifferences(Activation activation) {
    for (float x = -6.03f; x < 6; x += 0.1f) {
      float[] output = {x};
      float[] gradient = {3};
      Elementwise.activate(activation, output, 1);
      Elementwise.multiplyBySlope(activation, output, gradient, 1);
      double difference =
          (ReferenceNetwork.activate(activation, x + 1e-6)
                  - ReferenceNetwork.activate(activation, x - 1e-6))
              / 2e-6;
      assertThat((double) gradient[0]).as("at %s", x).isCloseTo(3 * difference, within(5e-6));
    }
  }

  @Test
  void theSlopeOfReluIsOneAtTheSmallestPositiveOutputAndZeroAtZero() {
    float[] gradient = {2, 2, 2};
    Elementwise.multiplyBySlope(
        Activation.RELU, new float[] {Float.MIN_VALUE, 0, Float.POSITIVE_INFINITY}, gradient, 3);
    assertThat(gradient).containsExactly(2, 0, 2);
  }

  @Test
  void theSlopeOfLeakyReluIsOneOrAHundredth() {
    float[] gradient = {2, 2, 2};
    Elementwise.multiplyBySlope(
        Activation.LEAKY_RELU, new float[] {Float.MIN_VALUE, -5, 0}, gradient, 3);
    assertThat(gradient).containsExactly(2, 0.02f, 0.02f);
  }
}
