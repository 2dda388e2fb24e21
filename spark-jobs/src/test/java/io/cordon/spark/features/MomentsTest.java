package io.cordon.spark.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MomentsTest {

  @Test
  void agreesWithHandComputedMoments() {
    Moments moments = of(0, 1, 1, 6);
    assertThat(moments.mean()).isEqualTo(2.0);
    assertThat(moments.deviation()).isEqualTo(Math.sqrt(22.0 / 3));
    // Central moments: m2 = (4 + 1 + 1 + 16) / 4 = 5.5 and m3 = (-8 - 1 - 1 + 64) / 4 = 13.5.
    assertThat(moments.skewness()).isEqualTo(13.5 / (5.5 * Math.sqrt(5.5)));
  }

  @Test
  void aMeanFarFromZeroCostsNoDigit() {
    double far = 0x1p50;
    Moments moments = of(far, far + 1, far + 1, far + 6);
    assertThat(moments.deviation()).isEqualTo(Math.sqrt(22.0 / 3));
    assertThat(moments.skewness()).isEqualTo(13.5 / (5.5 * Math.sqrt(5.5)));
  }

  @Test
  void negatingTheValuesNegatesTheSkewness() {
    assertThat(of(-0.1, -1.7, -1e9, -3).skewness()).isEqualTo(-of(0.1, 1.7, 1e9, 3).skewness());
  }

  @Test
  void scalingTheValuesLeavesTheSkewness() {
    double expected = of(0.1, 0.7, 0.9, 3.3).skewness();
    assertThat(of(0x1p300 * 0.1, 0x1p300 * 0.7, 0x1p300 * 0.9, 0x1p300 * 3.3).skewness())
        .isCloseTo(expected, within(1e-12));
    assertThat(of(0x1p-280 * 0.1, 0x1p-280 * 0.7, 0x1p-280 * 0.9, 0x1p-280 * 3.3).skewness())
        .isCloseTo(expected, within(1e-12));
  }

  @Test
  void equalValuesHaveNoSkewness() {
    assertThat(of(0.1, 0.1, 0.1).skewness()).isEqualTo(0.0);
    assertThat(of(0.1, 0.1, 0.1).deviation()).isEqualTo(0.0);
  }

  @Test
  void saysWhereValuesAreTooLarge() {
    assertThat(of(1, 1e102).extreme()).isFalse();
    assertThat(of(1, -1e103).extreme()).isTrue();
    assertThat(of(1, Double.MAX_VALUE, -Double.MAX_VALUE).mean()).isEqualTo(1.0 / 3);
  }

  @Test
  void mergedPartsGiveTheSameBits() {
    double[] values = new double[500];
    for (int index = 0; index < values.length; index++) {
      values[index] = Math.scalb(1 + index / 700.0, index % 60 - 30) * (index % 3 - 1);
    }
    Moments whole = of(values);
    ExactSumTest.shuffle(values, 3);
    Moments left = of(java.util.Arrays.copyOfRange(values, 0, 123));
    left.add(of(java.util.Arrays.copyOfRange(values, 123, 500)));
    assertThat(left.mean()).isEqualTo(whole.mean());
    assertThat(left.deviation()).isEqualTo(whole.deviation());
    assertThat(left.skewness()).isEqualTo(whole.skewness());
  }

  private static Moments of(double... values) {
    Moments moments = new Moments();
    for (double value : values) {
      moments.add(value);
    }
    return moments;
  }
}
