package io.cordon.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MixtureEnergyTest {
  private static final int COUNT = 9;
  private static final int WIDTH = 2;
  private static final int COMPONENTS = 3;

  private final double[] rows = uniform(COUNT * WIDTH, 1);
  private final double[] gamma = shares(2);

  private static double[] uniform(int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[length];
    for (int place = 0; place < length; place++) {
      values[place] = 2 * random.nextDouble() - 1;
    }
    return values;
  }

  private static double[] shares(long seed) {
    double[] shares = uniform(COUNT * COMPONENTS, seed);
    for (int row = 0; row < COUNT; row++) {
      double sum = 0;
      for (int place = row * COMPONENTS; place < (row + 1) * COMPONENTS; place++) {
        shares[place] = 1.2 + shares[place];
        sum += shares[place];
      }
      for (int place = row * COMPONENTS; place < (row + 1) * COMPONENTS; place++) {
        shares[place] /= sum;
      }
    }
    return shares;
  }

  private static double loss(double[] rows, double[] gamma) {
    return new MixtureEnergy(WIDTH, COMPONENTS, 0.1, 0.005)
        .evaluate(rows, gamma, COUNT, new double[rows.length], new double[gamma.length]);
  }

  @Test
  void gradientsAgreeWithCentralDifferencesThroughTheMoments() {
    double[] byRow = new double[rows.length];
    double[] byShare = new double[gamma.length];
    new MixtureEnergy(WIDTH, COMPONENTS, 0.1, 0.005).evaluate(rows, gamma, COUNT, byRow, byShare);
    double step = 1e-5;
    for (int place = 0; place < rows.length; place++) {
      double[] up = rows.clone();
      double[] down = rows.clone();
      up[place] += step;
      down[place] -= step;
      double slope = (loss(up, gamma) - loss(down, gamma)) / (2 * step);
      assertThat(byRow[place]).as("row number %d", place).isCloseTo(slope, within(1e-7));
    }
    for (int place = 0; place < gamma.length; place++) {
      double[] up = gamma.clone();
      double[] down = gamma.clone();
      up[place] += step;
      down[place] -= step;
      double slope = (loss(rows, up) - loss(rows, down)) / (2 * step);
      assertThat(byShare[place]).as("share %d", place).isCloseTo(slope, within(1e-7));
    }
  }

  @Test
  void oneComponentThatHasAllRowsGivesTheSamplesGaussian() {
    double[] all = new double[COUNT];
    Arrays.fill(all, 1);
    double energy =
        new MixtureEnergy(WIDTH, 1, 1, 0)
            .evaluate(rows, all, COUNT, new double[rows.length], new double[COUNT]);
    double[] mean = new double[2];
    double[] covariance = new double[3];
    for (int row = 0; row < COUNT; row++) {
      mean[0] += rows[2 * row] / COUNT;
      mean[1] += rows[2 * row + 1] / COUNT;
    }
    for (int row = 0; row < COUNT; row++) {
      double u = rows[2 * row] - mean[0];
      double v = rows[2 * row + 1] - mean[1];
      covariance[0] += u * u / COUNT;
      covariance[1] += u * v / COUNT;
      covariance[2] += v * v / COUNT;
    }
    double determinant = covariance[0] * covariance[2] - covariance[1] * covariance[1];
    // The mean squared Mahalanobis distance of a sample is its width.
    assertThat(energy)
        .isCloseTo(Math.log(2 * Math.PI) + 0.5 * Math.log(determinant) + 1, within(1e-4));
  }

  @Test
  void aComponentWithoutMassAddsNothing() {
    double[] one = new double[COUNT];
    Arrays.fill(one, 1);
    double[] two = new double[2 * COUNT];
    for (int row = 0; row < COUNT; row++) {
      two[2 * row] = 1;
    }
    double[] byRow = new double[rows.length];
    double alone =
        new MixtureEnergy(WIDTH, 1, 0.1, 0.005)
            .evaluate(rows, one, COUNT, new double[rows.length], new double[COUNT]);
    double beside =
        new MixtureEnergy(WIDTH, 2, 0.1, 0.005)
            .evaluate(rows, two, COUNT, byRow, new double[2 * COUNT]);
    assertThat(beside).isCloseTo(alone, within(1e-12));
    for (double slope : byRow) {
      assertThat(slope).isFinite();
    }
  }
}
