package io.cordon.detector.pca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cordon.random.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricEigenTest {
  /** Above 25, where divide and conquer begins, and above one block of 32. */
  private static final int SIZE = 120;

  /** Eigenvalues that a matrix is made with, descending. */
  enum Spectrum {
    SPREAD {
      @Override
      double value(int place) {
        return SIZE / 2.0 - place;
      }
    },
    REPEATED {
      @Override
      double value(int place) {
        return place < SIZE / 2 ? 2 : 1;
      }
    },
    ZEROS {
      @Override
      double value(int place) {
        return place < SIZE / 4 ? SIZE - place : 0;
      }
    },
    ONE_AND_ZEROS {
      @Override
      double value(int place) {
        return place == 0 ? 1 : 0;
      }
    },
    ALL_ZERO {
      @Override
      double value(int place) {
        return 0;
      }
    },
    GRADED {
      @Override
      double value(int place) {
        return Math.pow(2, -place);
      }
    },
    CLOSE {
      @Override
      double value(int place) {
        return 1 - place * 1e-15;
      }
    },
    TINY {
      @Override
      double value(int place) {
        return (SIZE - place) * 1e-200;
      }
    },
    HUGE {
      @Override
      double value(int place) {
        return (SIZE - place) * 1e76; // squares of the largest floats
      }
    };

    abstract double value(int place);
  }

  private static double[] values(Spectrum spectrum) {
    double[] values = new double[SIZE];
    Arrays.setAll(values, spectrum::value);
    return values;
  }

  /** Q diag(values) Qᵀ, where Q is the product of as many reflections as there are values. */
  private static double[][] matrix(double[] values) {
    SplittableRandom random = Seeds.stream(9, "matrix", 0, -1);
    int size = values.length;
    double[][] matrix = new double[size][size];
    for (int row = 0; row < size; row++) {
      matrix[row][row] = values[row];
    }
    for (int reflection = 0; reflection < size; reflection++) {
      double[] v = new double[size];
      Arrays.setAll(v, place -> random.nextDouble() - 0.5);
      reflect(matrix, v); // the rows of the matrix, then those of its transpose
      matrix = transposed(matrix);
      reflect(matrix, v);
    }
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < row; column++) {
        matrix[row][column] = matrix[column][row];
      }
    }
    return matrix;
  }

  private static void reflect(double[][] matrix, double[] v) {
    for (double[] row : matrix) {
      double along = 2 * product(row, v) / product(v, v);
      for (int column = 0; column < v.length; column++) {
        row[column] -= along * v[column];
      }
    }
  }

  private static double[][] transposed(double[][] matrix) {
    double[][] transposed = new double[matrix.length][matrix.length];
    for (int row = 0; row < matrix.length; row++) {
      for (int column = 0; column < matrix.length; column++) {
        transposed[column][row] = matrix[row][column];
      }
    }
    return transposed;
  }

  private static double product(double[] a, double[] b) {
    double product = 0;
    for (int place = 0; place < a.length; place++) {
      product += a[place] * b[place];
    }
    return product;
  }

  private static double[][] copy(double[][] matrix) {
    return Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
  }

  private static void assertDecomposes(SymmetricEigen eigen, double[][] matrix) {
    double largest = Arrays.stream(eigen.values()).map(Math::abs).max().orElseThrow();
    double skew = 0;
    double residual = 0;
    for (int row = 0; row < matrix.length; row++) {
      double[] vector = eigen.vectors()[row];
      for (int other = 0; other < matrix.length; other++) {
        double unit = row == other ? 1 : 0;
        double expected = eigen.values()[row] * vector[other];
        skew = Math.max(skew, Math.abs(product(vector, eigen.vectors()[other]) - unit));
        residual = Math.max(residual, Math.abs(product(matrix[other], vector) - expected));
      }
    }
    assertThat(skew).isLessThan(1e-13);
    assertThat(residual).isLessThanOrEqualTo(1e-14 * SIZE * largest);
    assertThat(eigen.values()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }

  @ParameterizedTest
  @EnumSource
  void everySpectrumIsFoundWithOrthonormalVectorsThatRebuildTheMatrix(Spectrum spectrum) {
    double[] values = values(spectrum);
    double[][] matrix = matrix(values);
    SymmetricEigen eigen = SymmetricEigen.of(copy(matrix));
    assertDecomposes(eigen, matrix);
    double largest = Arrays.stream(values).map(Math::abs).max().orElseThrow();
    assertThat(eigen.values()).containsExactly(values, within(1e-14 * SIZE * largest));
  }

  @Test
  void theSameMatrixGivesTheSameBits() {
    double[][] matrix = matrix(values(Spectrum.REPEATED));
    SymmetricEigen one = SymmetricEigen.of(copy(matrix));
    SymmetricEigen two = SymmetricEigen.of(copy(matrix));
    assertThat(two.values()).isEqualTo(one.values());
    assertThat(two.vectors()).isDeepEqualTo(one.vectors());
  }

  @Test
  void theFirstOfTheLargestEntriesOfEveryVectorIsPositive() {
    for (double[] vector : SymmetricEigen.of(matrix(values(Spectrum.SPREAD))).vectors()) {
      double largest = Arrays.stream(vector).map(Math::abs).max().orElseThrow();
      assertThat(Arrays.stream(vector).filter(entry -> Math.abs(entry) == largest).findFirst())
          .hasValue(largest);
    }
  }

  @Test
  void columnsInAnotherOrderHaveTheSameValuesAndVectorsInThatOrder() {
    double[] values = values(Spectrum.SPREAD);
    double[][] matrix = matrix(values);
    double[][] reversed = new double[SIZE][SIZE];
    for (int row = 0; row < SIZE; row++) {
      for (int column = 0; column < SIZE; column++) {
        reversed[row][column] = matrix[SIZE - 1 - row][SIZE - 1 - column];
      }
    }
    SymmetricEigen straight = SymmetricEigen.of(matrix);
    SymmetricEigen turned = SymmetricEigen.of(reversed);
    for (int place = 0; place < SIZE; place++) {
      assertThat(turned.values()[place]).isCloseTo(straight.values()[place], within(1e-11));
      double[] back = new double[SIZE];
      for (int at = 0; at < SIZE; at++) {
        back[at] = turned.vectors()[place][SIZE - 1 - at];
      }
      // the sign is chosen by an entry that may be another one by a rounding
      assertThat(Math.abs(product(back, straight.vectors()[place]))).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void aDiagonalIsSortedAndItsVectorsAreTheAxes() {
    SymmetricEigen eigen = SymmetricEigen.of(new double[][] {{1, 0, 0}, {0, 3, 0}, {0, 0, -2}});
    assertThat(eigen.values()).containsExactly(3, 1, -2);
    assertThat(eigen.vectors()).isDeepEqualTo(new double[][] {{0, 1, 0}, {1, 0, 0}, {0, 0, 1}});
  }

  @Test
  void oneNumberIsItsOwnEigenvalue() {
    SymmetricEigen eigen = SymmetricEigen.of(new double[][] {{5}});
    assertThat(eigen.values()).containsExactly(5);
    assertThat(eigen.vectors()).isDeepEqualTo(new double[][] {{1}});
  }

  @Test
  void eigenvaluesOfAKnownMatrixAreFound() {
    SymmetricEigen eigen = SymmetricEigen.of(new double[][] {{2, 1, 0}, {1, 2, 0}, {0, 0, 0}});
    assertThat(eigen.values()).containsExactly(new double[] {3, 1, 0}, within(1e-14));
  }

  /** The second difference: 2 - 2 cos(π k / (n + 1)). */
  @Test
  void eigenvaluesOfTheSecondDifferenceAreThoseOfTheClosedForm() {
    double[][] matrix = new double[SIZE][SIZE];
    double[] expected = new double[SIZE];
    for (int row = 0; row < SIZE; row++) {
      matrix[row][row] = 2;
      if (row > 0) {
        matrix[row][row - 1] = -1;
        matrix[row - 1][row] = -1;
      }
      expected[row] = 2 - 2 * Math.cos(Math.PI * (SIZE - row) / (SIZE + 1));
    }
    assertThat(SymmetricEigen.of(matrix).values()).containsExactly(expected, within(1e-13));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void aMatrixThatIsNotFiniteIsRefused(double entry) {
    assertThatThrownBy(() -> SymmetricEigen.of(new double[][] {{1, entry}, {entry, 1}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The matrix must be finite, but holds " + entry + " in row 0, column 1");
  }
}
