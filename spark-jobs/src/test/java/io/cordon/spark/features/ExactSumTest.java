package io.cordon.spark.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.random.Seeds;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactSumTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 1000})
  void equalsTheSumOfBigDecimalsRoundedOnce(int size) {
    for (int seed = 0; seed < 20; seed++) {
      double[] values = values(size, seed);
      BigDecimal expected = BigDecimal.ZERO;
      ExactSum sum = new ExactSum();
      for (double value : values) {
        expected = expected.add(new BigDecimal(value));
        sum.add(value);
      }
      assertThat(sum.value()).isEqualTo(expected.doubleValue());
    }
  }

  @Test
  void dependsNeitherOnTheOrderNorOnTheParts() {
    double[] values = values(3000, 7);
    ExactSum whole = new ExactSum();
    for (double value : values) {
      whole.add(value);
    }
    shuffle(values, 8);
    ExactSum[] parts = {new ExactSum(), new ExactSum(), new ExactSum()};
    for (int index = 0; index < values.length; index++) {
      parts[index % 3].add(values[index]);
    }
    parts[2].add(parts[0]);
    parts[2].add(parts[1]);
    assertThat(parts[2].scaled()).isEqualTo(whole.scaled());
  }

  @Test
  void keepsWhatAFloatingSumLoses() {
    ExactSum sum = new ExactSum();
    for (double value : new double[] {1e308, 1e308, 1, -1e308, Double.MIN_VALUE, -1e308, -1}) {
      sum.add(value);
    }
    assertThat(sum.value()).isEqualTo(Double.MIN_VALUE);
  }

  @Test
  void roundsTiesToEven() {
    ExactSum below = new ExactSum();
    below.add(0x1p53);
    below.add(1);
    assertThat(below.value()).isEqualTo(0x1p53);
    below.add(0x1p-1000);
    assertThat(below.value()).isEqualTo(0x1p53 + 2);
    ExactSum above = new ExactSum();
    above.add(-0x1p53 - 2);
    above.add(-1);
    assertThat(above.value()).isEqualTo(-0x1p53 - 4);
  }

  @Test
  void isInfiniteWhereNoDoubleIsAsLarge() {
    ExactSum sum = new ExactSum();
    sum.add(-Double.MAX_VALUE);
    sum.add(-Double.MAX_VALUE);
    assertThat(sum.value()).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void anEmptySumIsZero() {
    assertThat(new ExactSum().value()).isEqualTo(0.0);
  }

  /** Finite doubles of every magnitude, a tenth of them subnormal. */
  static double[] values(int size, long seed) {
    SplittableRandom random = Seeds.stream(seed, "values", 0, size);
    double[] values = new double[size];
    for (int index = 0; index < size; index++) {
      double value = Double.longBitsToDouble(random.nextLong());
      values[index] = random.nextInt(10) == 0 ? random.nextInt() * Double.MIN_VALUE : value;
      if (!(Math.abs(values[index]) <= Double.MAX_VALUE)) {
        values[index] = 1;
      }
    }
    return values;
  }

  static void shuffle(double[] values, long seed) {
    SplittableRandom random = Seeds.stream(seed, "shuffle", 0, 0);
    for (int index = values.length - 1; index > 0; index--) {
      int other = random.nextInt(index + 1);
      double kept = values[index];
      values[index] = values[other];
      values[other] = kept;
    }
  }
}
