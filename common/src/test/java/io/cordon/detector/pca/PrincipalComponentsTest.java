package io.cordon.detector.pca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cordon.detector.Detector;
import io.cordon.detector.DetectorContractTest;
import io.cordon.detector.Fitted;
import io.cordon.random.Seeds;
import io.cordon.rows.Block;
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

  @Test
  void eigenvectorsRebuildTheMatrixAndAreOrthonormal() {
    SplittableRandom random = Seeds.stream(9, "matrix", 0, -1);
    int size = 12;
    double[][] matrix = new double[size][size];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column <= row; column++) {
        matrix[row][column] = random.nextDouble() - 0.5;
        matrix[column][row] = matrix[row][column];
      }
    }
    double[][] copy = new double[size][];
    for (int row = 0; row < size; row++) {
      copy[row] = matrix[row].clone();
    }
    SymmetricEigen eigen = SymmetricEigen.of(copy);
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        double rebuilt = 0;
        double product = 0;
        for (int place = 0; place < size; place++) {
          rebuilt +=
              eigen.values()[place] * eigen.vectors()[place][row] * eigen.vectors()[place][column];
          product += eigen.vectors()[row][place] * eigen.vectors()[column][place];
        }
        assertThat(rebuilt).isCloseTo(matrix[row][column], within(1e-12));
        assertThat(product).isCloseTo(row == column ? 1 : 0, within(1e-12));
      }
    }
    assertThat(eigen.values()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }

  @Test
  void eigenvaluesOfAKnownMatrixAreFound() {
    SymmetricEigen eigen = SymmetricEigen.of(new double[][] {{2, 1, 0}, {1, 2, 0}, {0, 0, 0}});
    assertThat(eigen.values()).containsExactly(new double[] {3, 1, 0}, within(1e-14));
  }
}
