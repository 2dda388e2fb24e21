package io.cordon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.random.Seeds;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SquaredDistancesTest {
  private static final int POINTS = 3;

  private static double[] uniform(int length, String name) {
    SplittableRandom random = Seeds.stream(1, name, 0, -1);
    double[] values = new double[length];
    for (int place = 0; place < length; place++) {
      values[place] = 2 * random.nextDouble() - 1;
    }
    return values;
  }

  private static float[] rows(int length) {
    float[] rows = new float[length];
    double[] values = uniform(length, "rows");
    for (int place = 0; place < length; place++) {
      rows[place] = (float) values[place];
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 11})
  void distancesHaveTheBitsOfTheSumOverTheFeaturesWhereverTheRowStands(int width) {
    double[] points = uniform(POINTS * width, "points");
    double[] factors = uniform(POINTS * width, "factors");
    float[] rows = rows(SquaredDistances.ROWS * width);
    double[] plain = new double[POINTS * SquaredDistances.ROWS];
    double[] scaled = new double[POINTS * SquaredDistances.ROWS];
    for (int count : new int[] {SquaredDistances.ROWS, 5, 1}) {
      int from = (SquaredDistances.ROWS - count) * width;
      new SquaredDistances(width, points).of(rows, from, count, plain);
      new SquaredDistances(width, points, factors).of(rows, from, count, scaled);
      for (int row = 0; row < count; row++) {
        for (int point = 0; point < POINTS; point++) {
          double sum = 0;
          double scaledSum = 0;
          for (int feature = 0; feature < width; feature++) {
            double apart = rows[from + row * width + feature] - points[point * width + feature];
            sum += apart * apart;
            apart *= factors[point * width + feature];
            scaledSum += apart * apart;
          }
          assertThat(plain[point * SquaredDistances.ROWS + row]).isEqualTo(sum);
          assertThat(scaled[point * SquaredDistances.ROWS + row]).isEqualTo(scaledSum);
        }
      }
    }
  }
}
