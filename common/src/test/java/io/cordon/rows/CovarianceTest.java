package io.cordon.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.random.Seeds;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CovarianceTest {

  /** Not a multiple of the rows that are taken together; with a constant column, and copies. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 7})
  void theBitsAreThoseOfRowsAddedOneAtATime(int rows) {
    SplittableRandom random = Seeds.stream(5, "rows", 0, -1);
    int width = 5;
    float[] values = new float[rows * width];
    int[] counts = new int[rows];
    for (int row = 0; row < rows; row++) {
      counts[row] = random.nextInt(1, 4);
      for (int column = 0; column < width; column++) {
        values[row * width + column] = column == 2 ? 0.1f : (float) random.nextDouble();
      }
    }
    double[] means = {0.5, 0.3, 0.1f, 0.7, 0.2};
    double[] expected = new double[width * (width + 1) / 2];
    for (int row = 0; row < rows; row++) {
      int next = 0;
      for (int left = 0; left < width; left++) {
        double scaled = (values[row * width + left] - means[left]) * counts[row];
        for (int right = left; right < width; right++) {
          expected[next++] += scaled * (values[row * width + right] - means[right]);
        }
      }
    }
    assertThat(new Covariance(means).gather(0, new Block(width, values, counts)))
        .isEqualTo(expected);
  }
}
