package io.cordon.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.random.Seeds;
import io.cordon.rows.Block;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MiniBatchesTest {

  private static MiniBatches batches() {
    Block block = new Block(2, new float[] {1, 10, 2, 20, 3, 30}, new int[] {1, 3, 1});
    return new MiniBatches(block, 2, Seeds.stream(1, "order", 0, 0));
  }

  private static List<Float> epoch(MiniBatches batches) {
    List<Float> firsts = new ArrayList<>();
    float[] rows = new float[4];
    for (int from = 0; from < batches.rows(); from += 2) {
      int count = batches.gather(from, rows);
      assertThat(count).isEqualTo(Math.min(2, batches.rows() - from));
      for (int row = 0; row < count; row++) {
        assertThat(rows[2 * row + 1]).isEqualTo(10 * rows[2 * row]);
        firsts.add(rows[2 * row]);
      }
    }
    return firsts;
  }

  @Test
  void anEpochHoldsEveryCopyOfEveryRowOnceInAnOrderOfItsOwn() {
    MiniBatches batches = batches();
    assertThat(epoch(batches)).containsExactly(1f, 2f, 2f, 2f, 3f);
    List<List<Float>> epochs = new ArrayList<>();
    for (int epoch = 0; epoch < 10; epoch++) {
      batches.shuffle();
      epochs.add(epoch(batches));
      assertThat(epochs.get(epoch)).containsExactlyInAnyOrder(1f, 2f, 2f, 2f, 3f);
    }
    assertThat(epochs.stream().distinct().count()).isGreaterThan(2);
  }

  @Test
  void aShardSmallerThanABatchNeedsNoMoreRoomThanItHasRows() {
    Block block = Block.of(1, new float[] {4, 5, 6});
    assertThat(new MiniBatches(block, 256, Seeds.stream(1, "order", 0, 0)).capacity()).isEqualTo(3);
    assertThat(batches().capacity()).isEqualTo(2);
  }
}
