package io.cordon.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.random.Seeds;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LocalRowsTest {
  private static final int WIDTH = 3;

  /** Rows of small whole numbers, so that many are equal. */
  private static float[] rows(int count, long seed) {
    SplittableRandom random = Seeds.stream(seed, "rows", 0, -1);
    float[] values = new float[count * WIDTH];
    for (int place = 0; place < values.length; place++) {
      values[place] = random.nextInt(4);
    }
    return values;
  }

  private static float[] reversed(float[] values) {
    float[] turned = new float[values.length];
    for (int from = 0; from < values.length; from += WIDTH) {
      System.arraycopy(values, from, turned, values.length - WIDTH - from, WIDTH);
    }
    return turned;
  }

  @Test
  void shardsHoldTheSameRowsInTheSameOrderHoweverTheyWereRead() {
    LocalRows one = LocalRows.of(WIDTH, rows(1000, 1), 5);
    LocalRows other = LocalRows.of(WIDTH, reversed(rows(1000, 1)), 5);
    for (int shard = 0; shard < 5; shard++) {
      assertThat(other.shard(shard).values()).isEqualTo(one.shard(shard).values());
      assertThat(other.shard(shard).counts()).isEqualTo(one.shard(shard).counts());
    }
    assertThat(one.count()).isEqualTo(1000);
    assertThat(Fingerprint.of(one)).isEqualTo(Fingerprint.of(other));
    assertThat(Fingerprint.of(one))
        .isNotEqualTo(Fingerprint.of(LocalRows.of(WIDTH, rows(1000, 2), 5)));
  }

  @Test
  void copiesOfOneRowAreSpreadEvenly() {
    LocalRows rows = LocalRows.of(1, new float[8000], 8);
    for (int shard = 0; shard < 8; shard++) {
      // Binomial with mean 1000 and deviation 30: beyond 5 deviations with probability 6e-7.
      assertThat(rows.shard(shard).rows()).isBetween(850L, 1150L);
      assertThat(rows.shard(shard).distinct()).isEqualTo(1);
    }
  }

  @Test
  void bothZerosAreTheSameRow() {
    assertThat(LocalRows.of(1, new float[] {0f, -0f}, 1).shard(0).counts()).containsExactly(2);
  }

  @Test
  void aSampleIsPartOfTheTableAndRepeats() {
    LocalRows rows = LocalRows.of(WIDTH, rows(500, 3), 4);
    float[] sample = rows.sample(50, 9);
    assertThat(sample).hasSize(50 * WIDTH).isEqualTo(rows.sample(50, 9));
    assertThat(sample).isNotEqualTo(rows.sample(50, 10));
    assertThat(rows.sample(10_000, 9)).hasSize(500 * WIDTH);
  }

  @Test
  void averagesAreWeightedByRowsAndPassOverEmptyShards() {
    Block three = new Block(1, new float[] {1}, new int[] {3});
    Block one = new Block(1, new float[] {5}, new int[] {1});
    Block none = new Block(1, new float[0], new int[0]);
    LocalRows rows = LocalRows.ofShards(1, List.of(three, none, one));
    LocalTask firstValue =
        (shard, block, vector) ->
            new LocalTask.Update(new float[] {block.values()[0]}, block.rows() * 2.0);
    Average average = rows.average(new float[1], firstValue);
    assertThat(average.vector()).containsExactly(2f); // (3 x 1 + 1 x 5) / 4
    assertThat(average.loss()).isEqualTo(2.0);
  }

  @Test
  void aParameterThatIsNoNumberEndsTrainingWithTheShard() {
    LocalRows rows = LocalRows.of(1, new float[] {1, 2, 3}, 1);
    LocalTask broken = (shard, block, vector) -> new LocalTask.Update(new float[] {Float.NaN}, 0);
    assertThatThrownBy(() -> rows.average(new float[1], broken))
        .isInstanceOfSatisfying(
            UserException.class,
            problem -> assertThat(problem.exitCode()).isEqualTo(ExitCode.BAD_DATA))
        .hasMessageContaining("shard 0 returned NaN");
  }

  @Test
  void whereKeepsRowsAndMapKeepsTheirNumber() {
    LocalRows rows = LocalRows.of(1, new float[] {1, 2, 2, 3, 3, 3}, 2);
    RowFunction identity = new FoldingRows.Identity();
    assertThat(rows.where(identity, value -> value > 1).count()).isEqualTo(5);
    assertThat(rows.map(identity).count()).isEqualTo(6);
    assertThat(rows.where(identity, value -> value > 9).count()).isZero();
  }
}
