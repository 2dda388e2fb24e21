package io.cordon.explain;

import io.cordon.features.CategoricalFeature;
import io.cordon.features.FeaturePlan;
import io.cordon.features.NumericFeature;
import io.cordon.random.Seeds;
import io.cordon.rows.LocalRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Normal rows of five numbers and a category, and rows in which one column was corrupted. The
 * numbers lie near a curved surface of two latent variables inside [0, 1]; the category is one of
 * three, by shares of 6, 3 and 1 in 10.
 *
 * @param values {@code rows x 9}: the numbers, the one-hot categories, the bucket for others
 */
record CorruptedTable(float[] values) {
  static final int NUMBERS = 5;
  static final int CATEGORIES = 3;
  static final int COLUMNS = NUMBERS + 1;
  static final int WIDTH = NUMBERS + CATEGORIES + 1;

  static CorruptedTable of(int rows, long seed) {
    SplittableRandom random = Seeds.stream(seed, "corrupted", 0, -1);
    float[] values = new float[rows * WIDTH];
    for (int row = 0; row < rows; row++) {
      double u = random.nextDouble();
      double v = random.nextDouble();
      for (int feature = 0; feature < NUMBERS; feature++) {
        double surface = 0.5 + 0.2 * Math.sin(2 * u + feature) + 0.2 * Math.cos(2 * v - feature);
        values[row * WIDTH + feature] = (float) (surface + 0.05 * (random.nextDouble() - 0.5));
      }
      int draw = random.nextInt(10);
      values[row * WIDTH + NUMBERS + (draw < 6 ? 0 : draw < 9 ? 1 : 2)] = 1;
    }
    return new CorruptedTable(values);
  }

  LocalRows rows(int shards) {
    return LocalRows.of(WIDTH, values, shards);
  }

  int count() {
    return values.length / WIDTH;
  }

  float[] row(int row) {
    return Arrays.copyOfRange(values, row * WIDTH, (row + 1) * WIDTH);
  }

  /** A row with one column corrupted: a number of 3, or a category that was never seen. */
  float[] corrupted(int row, int column) {
    float[] features = row(row);
    if (column < NUMBERS) {
      features[column] = 3;
    } else {
      Arrays.fill(features, NUMBERS, WIDTH, 0);
      features[WIDTH - 1] = 1;
    }
    return features;
  }

  FeaturePlan plan() {
    List<NumericFeature> numeric = new ArrayList<>();
    for (int feature = 0; feature < NUMBERS; feature++) {
      float[] column = new float[count()];
      for (int row = 0; row < column.length; row++) {
        column[row] = values[row * WIDTH + feature];
      }
      Arrays.sort(column);
      numeric.add(
          new NumericFeature("n" + feature, "double", false, column[column.length / 2], 0, 1));
    }
    return new FeaturePlan(
        numeric,
        List.of(new CategoricalFeature("category", "string", List.of("a", "b", "c"))),
        true,
        false,
        List.of());
  }
}
