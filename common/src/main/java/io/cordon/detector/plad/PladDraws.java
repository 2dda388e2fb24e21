package io.cordon.detector.plad;

import java.io.Serializable;
import java.util.SplittableRandom;

/**
 * What is drawn for each row of a mini-batch in PLAD beside the paper's ε (all of it ours). The
 * paper's objective asks neither that rows be moved in different directions nor that all features
 * matter: its cheapest solution is one small step of all rows along the feature in which they vary
 * least, and anomalies elsewhere stay unseen.
 *
 * @param symmetric whether the displacement of each row and feature gets a random sign, so that
 *     both sides of the rows are learned
 * @param touched share of the features that a row's displacement changes, in (0, 1]; they are drawn
 *     for each row, at least one. Below 1 every feature must be told apart without all the others
 * @param jitter deviation of the normal noise that is added to a row before it is seen or
 *     perturbed, in the features' units: steps that are small against it cannot be told apart, so
 *     that gaps between values and memorised rows are of no use
 */
record PladDraws(boolean symmetric, double touched, double jitter) implements Serializable {
  /** Nothing: the paper's method. */
  static final PladDraws NONE = new PladDraws(false, 1, 0);

  private static final int ONE = Float.floatToIntBits(1);

  /** Whether displacements stay as they are. */
  boolean plain() {
    return !symmetric && touched >= 1;
  }

  /** Adds the jitter to the first {@code length} numbers. */
  void jitter(float[] rows, int length, SplittableRandom random) {
    if (jitter > 0) {
      for (int place = 0; place < length; place++) {
        rows[place] += (float) (jitter * random.nextGaussian());
      }
    }
  }

  /**
   * What displacements are multiplied by: 1, -1 or 0; not called where they are {@link #plain}.
   *
   * @param factors receives {@code count x width}
   */
  void factors(float[] factors, int count, int width, SplittableRandom random) {
    if (symmetric) {
      signs(factors, count * width, random);
    } else {
      java.util.Arrays.fill(factors, 0, count * width, 1);
    }
    if (touched < 1) {
      for (int row = 0; row < count; row++) {
        mask(factors, row * width, width, random);
      }
    }
  }

  private static void signs(float[] factors, int length, SplittableRandom random) {
    for (int from = 0; from < length; from += Long.SIZE) {
      long bits = random.nextLong();
      for (int place = from; place < Math.min(length, from + Long.SIZE); place++) {
        // The bit becomes the sign: a branch on it would be mispredicted every other time.
        factors[place] = Float.intBitsToFloat(ONE | (int) (bits >>> (place - from)) << 31);
      }
    }
  }

  private void mask(float[] factors, int from, int width, SplittableRandom random) {
    int always = random.nextInt(width);
    for (int feature = 0; feature < width; feature++) {
      if (random.nextDouble() >= touched && feature != always) {
        factors[from + feature] = 0;
      }
    }
  }
}
