package io.cordon.network;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.cordon.layer.Activation;
import java.lang.management.ManagementFactory;

/**
 * The activations and their slopes over whole arrays: every loop is a counted loop over arrays
 * without a branch or a call that stays a call, so that the compiler turns it into vector
 * instructions. Only operations that Java defines to the bit are used: a value is the same at every
 * index, and on every machine that has a fused multiply-add.
 */
final class Elementwise {
  /**
   * Where tanh and its kin stop growing. tanh 7.8 differs from 1 by 3.4e-7; beyond, the
   * approximation stays at the float just below 1, so that it is never outside the open interval
   * and the slopes never vanish.
   */
  private static final float EDGE = 7.8f;

  // tanh t = t P(t²) / Q(t²), P(0) = Q(0) = 1: our own least-maximum fit of the relative error on
  // [0, EDGE]; the fit itself is good to 5e-9.
  private static final float P1 = 0.1345670521259308f;
  private static final float P2 = 0.0035863507073372602f;
  private static final float P3 = 2.2151840312290005e-05f;
  private static final float P4 = 1.562741758220909e-08f;
  private static final float Q1 = 0.4679003357887268f;
  private static final float Q2 = 0.026219870895147324f;
  private static final float Q3 = 0.0003435973485466093f;
  private static final float Q4 = 8.675437470628822e-07f;

  private static final float LEAK = 0.01f;

  /** Twice this factor lifts every positive float, even the smallest, above 1. */
  private static final float LIFT = 1e38f;

  private static final boolean FUSED = hasFusedMultiplyAdd();

  private Elementwise() {}

  private static boolean hasFusedMultiplyAdd() {
    HotSpotDiagnosticMXBean machine =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    try {
      return machine != null && "true".equals(machine.getVMOption("UseFMA").getValue());
    } catch (IllegalArgumentException unknownOption) {
      return false;
    }
  }

  /**
   * Replaces the first {@code count} values by the activation of them. Errors against the exact
   * functions are below 1e-6.
   */
  static void activate(Activation activation, float[] values, int count) {
    switch (activation) {
      case LINEAR -> {}
      case SIGMOID -> sigmoid(values, count);
      case TANH -> tanh(values, count);
      case RELU -> rectify(values, count);
      case LEAKY_RELU -> rectifyLeaky(values, count);
      case ELU -> exponentialLinear(values, count);
    }
  }

  /**
   * Multiplies the first {@code count} gradients by the activation's slope, found from the
   * activation's own output.
   */
  static void multiplyBySlope(Activation activation, float[] outputs, float[] gradient, int count) {
    switch (activation) {
      case LINEAR -> {}
      case SIGMOID -> slopeOfSigmoid(outputs, gradient, count);
      case TANH -> slopeOfTanh(outputs, gradient, count);
      case RELU -> slopeOfRectified(outputs, gradient, count);
      case LEAKY_RELU -> slopeOfLeaky(outputs, gradient, count);
      case ELU -> slopeOfExponentialLinear(outputs, gradient, count);
    }
  }

  private static float bounded(float x) {
    return Math.max(-EDGE, Math.min(EDGE, x));
  }

  /** t P(t²), with {@code square} = t². */
  private static float numerator(float t, float square) {
    return t
        * multiplyAdd(
            multiplyAdd(multiplyAdd(multiplyAdd(P4, square, P3), square, P2), square, P1),
            square,
            1);
  }

  /** Q(t²), with {@code square} = t². */
  private static float denominator(float square) {
    return multiplyAdd(
        multiplyAdd(multiplyAdd(multiplyAdd(Q4, square, Q3), square, Q2), square, Q1), square, 1);
  }

  /**
   * a b + c, in one instruction where there is one: without it, {@link Math#fma} would compute in
   * decimals, a thousand times slower.
   */
  private static float multiplyAdd(float a, float b, float c) {
    return FUSED ? Math.fma(a, b, c) : a * b + c;
  }

  private static void tanh(float[] values, int count) {
    for (int index = 0; index < count; index++) {
      float t = bounded(values[index]);
      values[index] = numerator(t, t * t) / denominator(t * t);
    }
  }

  /** σ(x) = (1 + tanh(x/2)) / 2. */
  private static void sigmoid(float[] values, int count) {
    for (int index = 0; index < count; index++) {
      float t = bounded(0.5f * values[index]);
      values[index] = 0.5f + 0.5f * (numerator(t, t * t) / denominator(t * t));
    }
  }

  /**
   * exp(x) - 1 = 2 tanh(x/2) / (1 - tanh(x/2)), here with tanh = P/Q in one division; it keeps its
   * relative precision at 0.
   */
  private static void exponentialLinear(float[] values, int count) {
    for (int index = 0; index < count; index++) {
      float x = values[index];
      float t = bounded(0.5f * Math.min(0, x));
      float p = numerator(t, t * t);
      values[index] = Math.max(0, x) + 2 * p / (denominator(t * t) - p);
    }
  }

  private static void rectify(float[] values, int count) {
    for (int index = 0; index < count; index++) {
      values[index] = Math.max(0, values[index]);
    }
  }

  private static void rectifyLeaky(float[] values, int count) {
    for (int index = 0; index < count; index++) {
      values[index] = Math.max(LEAK * values[index], values[index]);
    }
  }

  private static void slopeOfTanh(float[] outputs, float[] gradient, int count) {
    for (int index = 0; index < count; index++) {
      gradient[index] *= 1 - outputs[index] * outputs[index];
    }
  }

  private static void slopeOfSigmoid(float[] outputs, float[] gradient, int count) {
    for (int index = 0; index < count; index++) {
      gradient[index] *= outputs[index] * (1 - outputs[index]);
    }
  }

  /** 1 where the output is positive, else 0, without a branch. */
  private static void slopeOfRectified(float[] outputs, float[] gradient, int count) {
    for (int index = 0; index < count; index++) {
      gradient[index] *= Math.min(1, outputs[index] * LIFT * LIFT);
    }
  }

  private static void slopeOfLeaky(float[] outputs, float[] gradient, int count) {
    for (int index = 0; index < count; index++) {
      float positive = Math.min(1, Math.max(0, outputs[index]) * LIFT * LIFT);
      gradient[index] *= positive + (1 - positive) * LEAK;
    }
  }

  private static void slopeOfExponentialLinear(float[] outputs, float[] gradient, int count) {
    for (int index = 0; index < count; index++) {
      gradient[index] *= 1 + Math.min(0, outputs[index]);
    }
  }
}
