package io.cordon.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptimiserTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1024, 2500})
  void adamIsTheTextbookAdam(int parameters) {
    Optimiser adam = new Optimiser(Optimiser.Kind.ADAM, 0.01f, 0);
    float[] vector = new float[adam.vectorLength(parameters)];
    double[] p = new double[parameters];
    double[] m = new double[parameters];
    double[] v = new double[parameters];
    SplittableRandom random = new SplittableRandom(3);
    for (int step = 1; step <= 20; step++) {
      float[] gradient = new float[parameters + 1];
      for (int index = 0; index < parameters; index++) {
        gradient[index] = (float) (random.nextDouble() - 0.4);
        m[index] = 0.9 * m[index] + 0.1 * gradient[index];
        v[index] = 0.999 * v[index] + 0.001 * gradient[index] * gradient[index];
        p[index] -=
            0.01
                * (m[index] / (1 - Math.pow(0.9, step)))
                / (Math.sqrt(v[index] / (1 - Math.pow(0.999, step))) + 1e-8);
      }
      adam.step(vector, gradient, parameters);
    }
    assertThat(vector).hasSize(3 * parameters + 1);
    assertThat(vector[3 * parameters]).isEqualTo(20);
    for (int index = 0; index < parameters; index++) {
      assertThat((double) vector[index]).isCloseTo(p[index], within(2e-6));
      assertThat((double) vector[parameters + index]).isCloseTo(m[index], within(1e-6));
      assertThat((double) vector[2 * parameters + index]).isCloseTo(v[index], within(1e-6));
    }
  }

  @Test
  void adamTakesAFractionOfAStepFromAnAverage() {
    Optimiser adam = new Optimiser(Optimiser.Kind.ADAM, 0.1f, 0);
    float[] vector = {0, 0, 0, 1.5f};
    adam.step(vector, new float[] {2}, 1);
    double m = 0.2 / (1 - Math.pow(0.9, 2.5));
    double v = 0.004 / (1 - Math.pow(0.999, 2.5));
    assertThat(vector[3]).isEqualTo(2.5f);
    assertThat((double) vector[0]).isCloseTo(-0.1 * m / (Math.sqrt(v) + 1e-8), within(1e-6));
  }

  @Test
  void adamWithoutAGradientStaysWhereItIs() {
    Optimiser adam = new Optimiser(Optimiser.Kind.ADAM, 0.1f, 0);
    float[] vector = {5, 0, 0, 0};
    adam.step(vector, new float[] {0}, 1);
    assertThat(vector).containsExactly(5, 0, 0, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1024, 1500})
  void descentKeepsItsVelocity(int parameters) {
    Optimiser descent = new Optimiser(Optimiser.Kind.SGD, 0.5f, 0.5f);
    float[] vector = new float[descent.vectorLength(parameters)];
    float[] gradient = new float[parameters];
    gradient[parameters - 1] = 4;
    descent.step(vector, gradient, parameters);
    descent.step(vector, gradient, parameters);
    // v: 4, 6; p: -2, -5
    assertThat(vector).hasSize(2 * parameters);
    assertThat(vector[parameters - 1]).isEqualTo(-5);
    assertThat(vector[2 * parameters - 1]).isEqualTo(6);
  }

  @Test
  void aLongGradientIsShortenedAndKeepsItsDirection() {
    Optimiser descent = new Optimiser(Optimiser.Kind.SGD, 1, 0).withClip(0.5f);
    float[] vector = new float[4];
    // The last number is no parameter's and does not count.
    descent.step(vector, new float[] {3, -4, 100}, 2);
    assertThat(vector).containsExactly(new float[] {-0.3f, 0.4f, 0.3f, -0.4f}, within(1e-6f));
  }

  @Test
  void aGradientThatIsNotTooLongStaysAsItIs() {
    float[] clipped = new float[4];
    float[] plain = new float[4];
    new Optimiser(Optimiser.Kind.SGD, 1, 0).withClip(5).step(clipped, new float[] {3, 4}, 2);
    new Optimiser(Optimiser.Kind.SGD, 1, 0).step(plain, new float[] {3, 4}, 2);
    assertThat(clipped).containsExactly(plain).startsWith(-3, -4);
  }

  @Test
  void aVectorOfAnotherLengthIsRefused() {
    Optimiser descent = new Optimiser(Optimiser.Kind.SGD, 0.5f, 0);
    assertThatThrownBy(() -> descent.step(new float[3], new float[2], 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4 numbers");
  }

  @ParameterizedTest
  @ValueSource(floats = {0, -1, Float.NaN, Float.POSITIVE_INFINITY})
  void aLearningRateOutsideItsRangeIsRefused(float rate) {
    assertThatThrownBy(() -> new Optimiser(Optimiser.Kind.ADAM, rate, 0))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("learning rate")
        .hasMessageContaining(String.valueOf(rate));
  }

  @ParameterizedTest
  @ValueSource(floats = {-0.1f, 1, Float.NaN})
  void aMomentumOutsideItsRangeIsRefused(float momentum) {
    assertThatThrownBy(() -> new Optimiser(Optimiser.Kind.SGD, 1, momentum))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("momentum")
        .hasMessageContaining(String.valueOf(momentum));
  }

  @ParameterizedTest
  @ValueSource(floats = {-0.1f, Float.NaN})
  void aClipOutsideItsRangeIsRefused(float clip) {
    Optimiser descent = new Optimiser(Optimiser.Kind.SGD, 1, 0);
    assertThatThrownBy(() -> descent.withClip(clip))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("largest norm")
        .hasMessageContaining(String.valueOf(clip));
  }
}
