package io.cordon.spark.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OrderedBitsTest {

  @Test
  void keysHaveTheOrderOfTheValuesAndGiveThemBack() {
    double[] values = ExactSumTest.values(2000, 11);
    Arrays.sort(values);
    for (int index = 0; index < values.length; index++) {
      assertThat(OrderedBits.value(OrderedBits.key(values[index]))).isEqualTo(values[index]);
      if (index > 0 && values[index - 1] < values[index]) {
        assertThat(
                Long.compareUnsigned(
                    OrderedBits.key(values[index - 1]), OrderedBits.key(values[index])))
            .isNegative();
      }
    }
  }

  @Test
  void smallWholeNumbersHaveAnExactMedianAfterOnePass() {
    assertThat(profile(3, 1, 2, 2, 7).coarseMedian()).isEqualTo(2.0);
    assertThat(profile(-3, -1, -20, 5).coarseMedian()).isEqualTo(-3.0);
    assertThat(profile(0, 0, 0, 1).coarseMedian()).isEqualTo(0.0);
  }

  @Test
  void theCoarseMedianIsWithinAThirtiethOfTheMedian() {
    for (int seed = 0; seed < 50; seed++) {
      double[] values = ExactSumTest.values(101, seed);
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      double median = sorted[50];
      double coarse = profile(values).coarseMedian();
      assertThat(Math.abs(coarse - median))
          .isLessThanOrEqualTo(Math.max(Math.abs(median) / 30, Double.MIN_NORMAL));
    }
  }

  private static NumericProfile profile(double... values) {
    NumericProfile profile = new NumericProfile(false);
    for (double value : values) {
      profile.add(value);
    }
    return profile;
  }
}
