package io.cordon.drift;

import io.cordon.random.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Grids of quantiles of generated rows. */
final class Grids {
  private Grids() {}

  /** Exact quantiles: of share s the value of rank ⌈s · rows⌉. */
  static QuantileGrid of(int quantiles, float... rows) {
    float[] sorted = rows.clone();
    Arrays.sort(sorted);
    float[] grid = new float[quantiles];
    for (int index = 0; index < quantiles; index++) {
      int rank = (int) Math.ceil(index * (double) sorted.length / (quantiles - 1) - 1e-9);
      grid[index] = sorted[Math.max(1, rank) - 1];
    }
    return new QuantileGrid(grid);
  }

  /** Sums of three uniform numbers, shifted. */
  static float[] rows(int count, double shift, long seed) {
    SplittableRandom random = Seeds.stream(seed, "grids", 0, -1);
    float[] rows = new float[count];
    for (int row = 0; row < count; row++) {
      rows[row] = (float) (random.nextDouble() + random.nextDouble() + random.nextDouble() + shift);
    }
    return rows;
  }

  /** Uniform numbers in [0, 1). */
  static float[] uniform(int count, long seed) {
    SplittableRandom random = Seeds.stream(seed, "grids", 1, -1);
    float[] rows = new float[count];
    for (int row = 0; row < count; row++) {
      rows[row] = random.nextInt(1 << 20) / (float) (1 << 20);
    }
    return rows;
  }

  /** So many zeros, and others evenly spaced from 1 to 2. */
  static float[] zeros(int zeros, int others) {
    float[] rows = new float[zeros + others];
    for (int row = 0; row < others; row++) {
      rows[zeros + row] = 1 + (float) row / others;
    }
    return rows;
  }
}
