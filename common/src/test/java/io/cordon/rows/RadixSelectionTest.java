package io.cordon.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.random.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RadixSelectionTest {
  private static final RowFunction SCORE = new FoldingRows.Identity();

  @Test
  void agreesWithSortingOnEverySortOfNumbers() {
    for (int trial = 0; trial < 60; trial++) {
      SplittableRandom random = Seeds.stream(11, "radix", trial, -1);
      float[] values = mixedNumbers(random, 1 + random.nextInt(200));
      agreesWithSorting(values, 1 + random.nextInt(7));
    }
  }

  @Test
  void agreesWithSortingWhereAllShareTheirUpperHalf() {
    SplittableRandom random = Seeds.stream(12, "radix", 0, -1);
    float[] values = new float[100];
    for (int row = 0; row < values.length; row++) {
      values[row] = Float.intBitsToFloat(0x3F800000 | random.nextInt(1 << 16));
    }
    agreesWithSorting(values, 3);
  }

  @Test
  void agreesWithSortingOnTiesDenormalsAndExtremes() {
    agreesWithSorting(new float[] {2, 2, 2, -1, -1, 0, 5, 5}, 2);
    agreesWithSorting(
        new float[] {
          Float.MIN_VALUE, -Float.MIN_VALUE, 0, 1e-40f, -1e-40f, Float.MIN_NORMAL, -Float.MIN_NORMAL
        },
        2);
    agreesWithSorting(new float[] {Float.MAX_VALUE, -Float.MAX_VALUE, 1, -1}, 4);
    agreesWithSorting(new float[] {7}, 1);
    agreesWithSorting(new float[] {3, 3, 3, 3}, 6);
  }

  @Test
  void takesBothZerosAsOneValue() {
    FoldingRows rows = FoldingRows.of(2, 0.0f, -0.0f, -0.0f, 0.0f, 1, -1);
    for (long rank = 2; rank <= 5; rank++) {
      assertThat(Float.floatToRawIntBits(RadixSelection.select(rows, SCORE, rank)))
          .as("rank %s", rank)
          .isZero();
    }
  }

  @Test
  void countsTheCopiesOfARow() {
    FoldingRows rows =
        new FoldingRows(
            List.of(
                new Block(1, new float[] {5, 1}, new int[] {3, 2}),
                new Block(1, new float[] {1, 9}, new int[] {4, 1})));
    float[] sorted = {1, 1, 1, 1, 1, 1, 5, 5, 5, 9};
    for (int rank = 1; rank <= 10; rank++) {
      assertThat(RadixSelection.select(rows, SCORE, rank))
          .as("rank %s", rank)
          .isEqualTo(sorted[rank - 1]);
    }
  }

  @Test
  void countsMoreRowsThanAnIntHolds() {
    int many = Integer.MAX_VALUE;
    FoldingRows rows =
        new FoldingRows(
            List.of(
                new Block(1, new float[] {1, 2}, new int[] {many, many}),
                new Block(1, new float[] {1, 2}, new int[] {many, many})));
    assertThat(RadixSelection.select(rows, SCORE, 2L * many)).isEqualTo(1);
    assertThat(RadixSelection.select(rows, SCORE, 2L * many + 1)).isEqualTo(2);
  }

  @Test
  void refusesScoresThatAreNotFinite() {
    Block first =
        new Block(1, new float[] {1, Float.NaN, Float.NEGATIVE_INFINITY}, new int[] {5, 3, 1});
    Block second = new Block(1, new float[] {Float.POSITIVE_INFINITY, 2}, new int[] {1, 10});
    assertThatThrownBy(
            () -> RadixSelection.select(new FoldingRows(List.of(first, second)), SCORE, 1))
        .isInstanceOfSatisfying(
            UserException.class,
            problem -> assertThat(problem.exitCode()).isEqualTo(ExitCode.BAD_DATA))
        .hasMessage(
            "Every row's score must be finite, but 3 scores are NaN and 2 are infinite, of 20 rows:"
                + " look for values of extreme size in the features, or lower the learning rate");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 4, Long.MAX_VALUE})
  void refusesARankBeyondTheRows(long rank) {
    assertThatThrownBy(() -> RadixSelection.select(FoldingRows.of(2, 1, 2, 3), SCORE, rank))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rank must lie in 1..3, not " + rank);
  }

  @Test
  void refusesAnyRankOfNoRows() {
    assertThatThrownBy(() -> RadixSelection.select(new FoldingRows(List.of()), SCORE, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sendsOnlyTheBinsThatHoldRows() {
    float[] values = new float[100_000];
    for (int row = 0; row < values.length; row++) {
      values[row] = 1 + row / 100_000f;
    }
    SparseHistogram.Counter counter = new SparseHistogram.Counter(16);
    for (float value : values) {
      counter.add(OrderedBits.of(value) >>> 16, 1);
    }
    // Between 1 and 2 the upper 16 bits leave 7 bits of the significand.
    assertThat(counter.histogram().bins()).hasSize(128).isSorted();
    assertThat(WireCopy.bytes(counter.histogram()).length).isLessThan(2000);
  }

  @Test
  void ranksRoundUpButNotForRoundingAlone() {
    assertThat(RadixSelection.rank(0.33, 9)).isEqualTo(3);
    assertThat(RadixSelection.rank(0.07, 100)).as("0.07 * 100 is 7.000000000000001").isEqualTo(7);
    assertThat(RadixSelection.rank(0, 5)).isEqualTo(1);
    assertThat(RadixSelection.rank(1, 5)).isEqualTo(5);
    assertThat(RadixSelection.rank(0.5, 3)).isEqualTo(2);
    for (long count : new long[] {1_000_000_000L, 1_000_000_000_000L}) {
      for (int percent = 1; percent <= 100; percent++) {
        assertThat(RadixSelection.rank(percent / 100.0, count))
            .as("%s %% of %s", percent, count)
            .isEqualTo(count / 100 * percent);
      }
    }
    assertThatThrownBy(() -> RadixSelection.rank(1.5, 5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RadixSelection.rank(Double.NaN, 5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RadixSelection.rank(0.5, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /**
   * The worked example below Theorem 3.1 of the OC-NN paper (arXiv 1802.06360), with its table
   * computed exactly.
   */
  @Test
  void minimisesTheObjectiveOfTheorem31() {
    float[] outputs = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    double[] exact = {-1.0000, -1.6633, -1.9899, -1.9798, -1.6330, -0.9495, 0.0707, 1.4276, 3.1212};
    for (int r = 1; r <= 9; r++) {
      assertThat(objective(outputs, r, 0.33)).as("f(%s)", r).isCloseTo(exact[r - 1], within(5e-5));
    }
    float best =
        RadixSelection.select(FoldingRows.of(4, outputs), SCORE, RadixSelection.rank(0.33, 9));
    assertThat(best).isEqualTo(3);
    for (double r = 0; r <= 10; r += 1.0 / 64) {
      assertThat(objective(outputs, r, 0.33))
          .as("f(%s)", r)
          .isGreaterThanOrEqualTo(objective(outputs, best, 0.33));
    }
    double interpolated = 1 + 0.33 * 8;
    assertThat(objective(outputs, interpolated, 0.33))
        .isCloseTo(-1.9834, within(5e-5))
        .isGreaterThan(objective(outputs, best, 0.33) + 0.006);
  }

  /** f(r) = 1/ν · mean(max(0, r - y)) - r. */
  private static double objective(float[] outputs, double r, double nu) {
    double hinge = 0;
    for (float output : outputs) {
      hinge += Math.max(0, r - output);
    }
    return hinge / outputs.length / nu - r;
  }

  private static void agreesWithSorting(float[] values, int shards) {
    float[] sorted = values.clone();
    for (int row = 0; row < sorted.length; row++) {
      sorted[row] += 0.0f;
    }
    Arrays.sort(sorted);
    FoldingRows rows = FoldingRows.of(shards, values);
    for (int rank = 1; rank <= sorted.length; rank += 1 + sorted.length / 12) {
      assertThat(RadixSelection.select(rows, SCORE, rank))
          .as("rank %s of %s values", rank, values.length)
          .isEqualTo(sorted[rank - 1]);
    }
  }

  private static float[] mixedNumbers(SplittableRandom random, int count) {
    float[] values = new float[count];
    for (int row = 0; row < count; row++) {
      values[row] =
          switch (random.nextInt(5)) {
            case 0 -> random.nextInt(5) - 2;
            case 1 -> (float) (random.nextDouble() - 0.5);
            case 2 -> (float) ((random.nextDouble() - 0.5) * 1e30);
            case 3 ->
                Float.intBitsToFloat(random.nextInt(1 << 23)) * (random.nextBoolean() ? 1 : -1);
            default -> random.nextBoolean() ? 0.0f : -0.0f;
          };
    }
    return values;
  }
}
