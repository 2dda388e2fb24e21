package io.cordon.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cordon.random.Seeds;
import io.cordon.rows.Block;
import io.cordon.rows.LocalRows;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MixtureFitTest {

  private static MixtureFit.Settings settings(int components, Covariance covariance) {
    return new MixtureFit.Settings(components, covariance, 1e-6, 200, 1e-7);
  }

  /** A standard normal number, by the polar method's older sibling (Box and Muller 1958). */
  private static double normal(SplittableRandom random) {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }

  /** Three parts of 3000 rows: around (0, 0), stretched around (6, 0), and a tenth of (0, 8). */
  private static float[] threeParts(long seed) {
    SplittableRandom random = Seeds.stream(seed, "parts", 0, -1);
    float[] values = new float[2 * 3000];
    for (int row = 0; row < 3000; row++) {
      double u = normal(random);
      double v = normal(random);
      int part = row % 10 == 0 ? 2 : row % 2;
      values[2 * row] = (float) (part == 1 ? 6 + u : part == 2 ? 0.5 * u : u);
      values[2 * row + 1] = (float) (part == 1 ? 0.8 * u + 0.6 * v : part == 2 ? 8 + 0.5 * v : v);
    }
    return values;
  }

  @Test
  void theParametersOfAMixtureAreFoundAgain() {
    LocalRows rows = LocalRows.of(2, threeParts(1), 4);
    GaussianMixture mixture = MixtureFit.of(rows, settings(3, Covariance.FULL), 1).mixture();
    int[] order = new int[3]; // which component lies nearest to each true mean
    double[][] truth = {{0, 0}, {6, 0}, {0, 8}};
    for (int part = 0; part < 3; part++) {
      for (int component = 0; component < 3; component++) {
        if (distance(mixture, component, truth[part])
            < distance(mixture, order[part], truth[part])) {
          order[part] = component;
        }
      }
      assertThat(distance(mixture, order[part], truth[part])).isLessThan(0.1);
    }
    assertThat(mixture.weights()[order[0]]).isCloseTo(0.4, within(0.02));
    assertThat(mixture.weights()[order[1]]).isCloseTo(0.5, within(0.02));
    assertThat(mixture.weights()[order[2]]).isCloseTo(0.1, within(0.02));
    // Σ = [[1, 0.8], [0.8, 1]] has L = [[1, 0], [0.8, 0.6]], so F = [[1, 0], [-4/3, 5/3]].
    int at = 3 * order[1];
    assertThat(mixture.factors()[at]).isCloseTo(1, within(0.1));
    assertThat(mixture.factors()[at + 1]).isCloseTo(-4.0 / 3, within(0.1));
    assertThat(mixture.factors()[at + 2]).isCloseTo(5.0 / 3, within(0.1));
  }

  private static double distance(GaussianMixture mixture, int component, double[] from) {
    return Math.hypot(
        mixture.means()[2 * component] - from[0], mixture.means()[2 * component + 1] - from[1]);
  }

  @ParameterizedTest
  @EnumSource(Covariance.class)
  void theLikelihoodNeverFalls(Covariance covariance) {
    for (int seed = 1; seed <= 5; seed++) {
      LocalRows rows = LocalRows.of(2, threeParts(seed), 3);
      double[] path =
          MixtureFit.of(rows, new MixtureFit.Settings(5, covariance, 1e-9, 60, 0), seed)
              .logLikelihoods();
      assertThat(path.length).isGreaterThan(5);
      for (int step = 1; step < path.length; step++) {
        assertThat(path[step]).isGreaterThanOrEqualTo(path[step - 1] - 1e-7);
      }
    }
  }

  @Test
  void oneComponentIsTheSamplesGaussian() {
    // Copies count: (0, 0) twice, (3, 0) and (0, 6) once. Mean (0.75, 1.5),
    // covariance [[1.6875, -1.125], [-1.125, 6.75]].
    LocalRows rows = LocalRows.of(2, new float[] {0, 0, 0, 0, 3, 0, 0, 6}, 2);
    GaussianMixture one =
        MixtureFit.of(rows, new MixtureFit.Settings(1, Covariance.FULL, 1e-9, 10, 0), 1).mixture();
    assertThat(one.means()).containsExactly(new double[] {0.75, 1.5}, within(1e-9));
    assertThat(one.weights()).containsExactly(1);
    // Energy of (0, 0): log 2π + ½ log |Σ| + ½ µᵀΣ⁻¹µ = 1.837877 + ½ log 10.125 + ½.
    assertThat(one.energy().applyTo(Block.of(2, new float[] {0, 0}))[0])
        .isCloseTo((float) (Math.log(2 * Math.PI) + 0.5 * Math.log(10.125) + 0.5), within(1e-5f));
  }

  @Test
  void theOrderOfTheRowsAndHowTheyWereReadChangeNothing() {
    float[] values = threeParts(2);
    float[] reversed = new float[values.length];
    for (int row = 0; row < values.length / 2; row++) {
      System.arraycopy(values, 2 * row, reversed, values.length - 2 * row - 2, 2);
    }
    GaussianMixture one =
        MixtureFit.of(LocalRows.of(2, values, 4), settings(4, Covariance.FULL), 3).mixture();
    GaussianMixture other =
        MixtureFit.of(LocalRows.of(2, reversed, 4), settings(4, Covariance.FULL), 3).mixture();
    assertThat(other.means()).isEqualTo(one.means());
    assertThat(other.factors()).isEqualTo(one.factors());
    assertThat(other.weights()).isEqualTo(one.weights());
  }

  @Test
  void energiesDoNotDependOnTheOrderOfTheComponents() {
    double[] factors = {1, 0, 2, 0.5, 0.1, 1};
    GaussianMixture one =
        new GaussianMixture(
            2, Covariance.FULL, new double[] {0.3, 0.7}, new double[] {0, 1, 2, 3}, factors);
    double[] swapped = {0.5, 0.1, 1, 1, 0, 2};
    GaussianMixture other =
        new GaussianMixture(
            2, Covariance.FULL, new double[] {0.7, 0.3}, new double[] {2, 3, 0, 1}, swapped);
    Block rows = Block.of(2, new float[] {0, 0, 1, 2, -3, 5});
    assertThat(other.energy().applyTo(rows)).isEqualTo(one.energy().applyTo(rows));
  }

  @Test
  void constantColumnsAndFewerRowsThanComponentsGiveFiniteEnergies() {
    LocalRows rows = LocalRows.of(3, new float[] {1, 5, 0, 1, 5, 0, 2, 5, 0}, 2);
    GaussianMixture mixture = MixtureFit.of(rows, settings(7, Covariance.FULL), 1).mixture();
    assertThat(mixture.components()).isEqualTo(2);
    for (float energy :
        mixture.energy().applyTo(Block.of(3, new float[] {1, 5, 0, 9, 9, 9, -1e9f, 0, 0}))) {
      assertThat(energy).isFinite();
    }
  }

  @Test
  void aFarRowHasNoShareThatIsNotANumber() {
    GaussianMixture mixture =
        MixtureFit.of(LocalRows.of(2, threeParts(3), 2), settings(3, Covariance.DIAGONAL), 1)
            .mixture();
    double[] shares = new double[3];
    Densities densities = new Densities(mixture);
    densities.load(new float[] {1e6f, -1e6f}, 0, 1);
    densities.shares(0, shares);
    assertThat(shares[0] + shares[1] + shares[2]).isCloseTo(1, within(1e-12));
  }
}
