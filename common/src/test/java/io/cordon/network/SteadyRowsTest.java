package io.cordon.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SteadyRowsTest {

  @Test
  void theBatchIsSplitIntoEqualProducts() {
    for (int width : new int[] {1, 10, 16, 121}) {
      assertThat(256 % SteadyRows.of(256, 33, width)).isZero();
    }
  }

  @Test
  void aBatchOfOneRowNeedsNoSplit() {
    assertThat(SteadyRows.of(1, 33, 16)).isEqualTo(1);
  }

  @Test
  void productsOfThatSizeGiveTheSameResultsAsOneProduct() {
    // What runs on a processor whose BLAS is steady only for a few rows at a time.
    int width = 5;
    float[] weights = TestNetworks.uniform(width * 7, 1);
    float[] rows = TestNetworks.uniform(16 * 7, 2);
    float[] whole = new float[16 * width];
    float[] parts = new float[16 * width];
    DenseProducts.forward(weights, 0, 7, width, rows, 0, 16, 0, whole, 0);
    for (int row = 0; row < 16; row += 4) {
      DenseProducts.forward(weights, 0, 7, width, rows, row * 7, 4, 0, parts, row * width);
    }
    assertThat(parts).containsExactly(whole, org.assertj.core.data.Offset.offset(1e-5f));
  }
}
