package io.cordon.detector.pca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cordon.detector.Detector;
import io.cordon.detector.DetectorContractTest;
import io.cordon.detector.Fitted;
import io.cordon.error.UserException;
import io.cordon.random.Seeds;
import io.cordon.rows.Block;
import io.cordon.rows.ColumnMoments;
import io.cordon.rows.Covariance;
import io.cordon.rows.LocalRows;
import io.cordon.rows.RowFunction;
import io.cordon.rows.WireCopy;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {

  private static PrincipalComponents pca(
      int components, double explained, PrincipalComponents.Weighting weighting, double shrinkage) {
    return new PrincipalComponents(
        new PrincipalComponents.Settings(components, explained, weighting, shrinkage));
  }

  @Nested
  class Unweighted extends DetectorContractTest {
    @Override
    protected Detector detector() {
      return pca(0, 0.9, PrincipalComponents.Weighting.NONE, 0.01);
    }

    @Override
    protected double floor() {
      return 0.97;
    }

    @Override
    protected double margin() {
      return 0.9; // the control ranks by ‖x‖², and the anomalies lie nearer to the origin
    }
  }

  @Nested
  class Weighted extends DetectorContractTest {
    @Override
    protected Detector detector() {
      return pca(0, 0, PrincipalComponents.Weighting.INVERSE_VARIANCE, 0.01);
    }

    @Override
    protected double floor() {
      return 0.97;
    }

    @Override
    protected double margin() {
      return 0.9; // as above
    }
  }

  /** Means (1, 2), variances 4 along (1, 1)/√2 and 1 along (1, -1)/√2. */
  private static float[] ellipse() {
    return new float[] {3, 4, -1, 0, 2, 1, 0, 3};
  }

  private static float[] scores(PrincipalComponents pca, float[] training, float... rows) {
    Fitted fitted = pca.fit(LocalRows.of(2, training, 2), DetectorContractTest.training(1));
    return pca.score(fitted).applyTo(Block.of(2, rows));
  }

  @Test
  void theScoreIsTheSquaredDistanceFromTheLineOfTheFirstComponent() {
    PrincipalComponents one = pca(1, 0, PrincipalComponents.Weighting.NONE, 0.01);
    // on the line; across it by (1, -1); along and across
    assertThat(scores(one, ellipse(), 11, 12, 2, 1, 6, 5))
        .containsExactly(new float[] {0, 2, 2}, within(1e-5f));
  }

  @Test
  void withInverseVariancesAndNoComponentTheScoreIsTheMahalanobisDistance() {
    // Rows ±(2, 2) and ±(1, -1) around the mean: variances 4 and 1 along the diagonals.
    PrincipalComponents all = pca(0, 0, PrincipalComponents.Weighting.INVERSE_VARIANCE, 1e-9);
    assertThat(scores(all, ellipse(), 3, 4, 2, 1, 1, 2))
        .containsExactly(new float[] {2, 2, 0}, within(1e-5f));
  }

  @Test
  void asManyComponentsAreTakenAsExplainTheVariance() {
    LocalRows rows = LocalRows.of(2, ellipse(), 1);
    double[] shares = {0, 0.5, 0.8, 0.81, 1};
    double[] expected = {0, 1, 1, 1, 1}; // 4 of 5; at least one component is left
    for (int place = 0; place < shares.length; place++) {
      assertThat(
              pca(0, shares[place], PrincipalComponents.Weighting.NONE, 0.01)
                  .fit(rows, DetectorContractTest.training(1))
                  .constants())
          .containsEntry("components", expected[place]);
    }
  }

  @Test
  void rowsThatAreAllEqualAreTold() {
    Fitted fitted =
        pca(0, 0.9, PrincipalComponents.Weighting.INVERSE_VARIANCE, 0.01)
            .fit(LocalRows.of(2, new float[] {1, 2, 1, 2}, 1), DetectorContractTest.training(1));
    assertThat(fitted.warnings())
        .containsExactly("pca: all rows are equal, so that there is no component");
  }

  @Test
  void theScoreTravels() {
    PrincipalComponents pca = pca(1, 0, PrincipalComponents.Weighting.NONE, 0.01);
    RowFunction score =
        pca.score(pca.fit(LocalRows.of(2, ellipse(), 1), DetectorContractTest.training(1)));
    assertThat(((RowFunction) WireCopy.of(score)).applyTo(Block.of(2, ellipse())))
        .isEqualTo(score.applyTo(Block.of(2, ellipse())));
  }

  /**
   * Three columns that vary, two sums of them and a constant one, at scales 1 and 1e-3: with ε the
   * least shrinkage, s λ̄ a share, the score is xᵀ (Σ + ε I)⁻¹ x, here solved without eigenvectors.
   */
  @Test
  void theLeastShrinkageOutweighsTheErrorOfTheZeroEigenvaluesOfColumnsThatDependOnEachOther() {
    SplittableRandom random = Seeds.stream(3, "rows", 0, -1);
    int width = 6;
    float[] training = new float[width * 64];
    for (int from = 0; from < training.length; from += width) {
      float a = random.nextInt(-512, 513) / 512f;
      float b = random.nextInt(-512, 513) / 512f;
      float c = random.nextInt(-512, 513) / (512f * 1024);
      System.arraycopy(new float[] {a, b, c, a + b, a - b, 7}, 0, training, from, width);
    }
    LocalRows rows = LocalRows.of(width, training, 2);
    double[][] shrunk = Covariance.of(rows, ColumnMoments.of(rows));
    double trace = 0;
    for (int column = 0; column < width; column++) {
      trace += shrunk[column][column];
    }
    for (int column = 0; column < width; column++) {
      shrunk[column][column] += 1e-9 * trace / width;
    }
    double[] mean = ColumnMoments.of(rows).means();
    PrincipalComponents all = pca(0, 0, PrincipalComponents.Weighting.INVERSE_VARIANCE, 1e-9);
    RowFunction score = all.score(all.fit(rows, DetectorContractTest.training(1)));
    float[] apart = {0.25f, 0.5f, 0.001f, 0.7501f, -0.2502f, 7.0003f};
    double[] centred = new double[width];
    for (int column = 0; column < width; column++) {
      centred[column] = apart[column] - mean[column];
    }
    double expected = quadraticForm(shrunk, centred);
    assertThat(score.applyTo(Block.of(width, apart))[0] / expected)
        .isCloseTo(1, within(1e-2)); // the score is computed in float
  }

  /** xᵀ A⁻¹ x of a positive definite matrix, by elimination. */
  private static double quadraticForm(double[][] matrix, double[] x) {
    double form = 0;
    for (int pivot = 0; pivot < x.length; pivot++) {
      form += x[pivot] * x[pivot] / matrix[pivot][pivot];
      for (int row = pivot + 1; row < x.length; row++) {
        double factor = matrix[row][pivot] / matrix[pivot][pivot];
        x[row] -= factor * x[pivot];
        for (int column = pivot; column < x.length; column++) {
          matrix[row][column] -= factor * matrix[pivot][column];
        }
      }
    }
    return form;
  }

  @Test
  void aTableTooWideForItsCovariancesIsRefused() {
    LocalRows rows = LocalRows.of(40_000, new float[40_000], 1);
    PrincipalComponents one = pca(1, 0, PrincipalComponents.Weighting.NONE, 0.01);
    assertThatThrownBy(() -> one.fit(rows, DetectorContractTest.training(1)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "pca takes at most 32766 features, but the table has 40000: choose fewer, or another"
                + " detector");
  }
}
