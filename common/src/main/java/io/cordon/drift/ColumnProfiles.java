package io.cordon.drift;

import io.cordon.features.CategoricalFeature;
import io.cordon.features.FeaturePlan;
import io.cordon.rows.FeatureHistograms;
import io.cordon.rows.Rows;
import java.util.ArrayList;
import java.util.List;

/**
 * How the columns of a training table are spread: what later days are held against. Only columns of
 * single values that became features are in it (how vectors drift is seen by the scores), and
 * numbers are kept as the features that they became, so that they can be compared while rows are
 * scored.
 *
 * @param rows of the table
 * @param numeric in the order of the feature plan
 * @param categorical in the order of the feature plan
 */
public record ColumnProfiles(
    long rows, List<NumericColumn> numeric, List<CategoricalColumn> categorical) {
  /** Quantiles of a numeric column: each per cent. */
  public static final int QUANTILES = 101;

  public ColumnProfiles {
    numeric = List.copyOf(numeric);
    categorical = List.copyOf(categorical);
    for (NumericColumn column : numeric) {
      require(column.missing() >= 0 && column.missing() < rows, column.column());
    }
    for (CategoricalColumn column : categorical) {
      long counted = column.missing() + column.rest();
      boolean sound = column.missing() >= 0 && column.rest() >= 0;
      for (long count : column.counts()) {
        sound &= count >= 0;
        counted += count;
      }
      require(sound && counted == rows, column.column());
    }
  }

  /**
   * A column of numbers.
   *
   * @param missing nulls and NaN
   * @param values quantiles of the others, as features
   */
  public record NumericColumn(String column, long missing, QuantileGrid values) {}

  /**
   * A column of categories.
   *
   * @param missing nulls
   * @param counts rows of each category of the feature plan, in its order
   * @param rest rows of categories that share the last bucket
   */
  public record CategoricalColumn(String column, long missing, List<Long> counts, long rest) {
    public CategoricalColumn {
      counts = List.copyOf(counts);
    }
  }

  /**
   * The profiles of the rows that a plan made, from one pass.
   *
   * @param missing nulls and NaN of each column of the plan, in its order
   */
  public static ColumnProfiles of(Rows rows, FeaturePlan plan, List<Long> missing) {
    FeatureHistograms features =
        FeatureHistograms.of(rows, plan.numeric().size(), plan.oneHotWidth());
    float[] filled = plan.typicalRow();
    List<NumericColumn> numeric = new ArrayList<>();
    for (int index = 0; index < plan.numeric().size(); index++) {
      float[] values = features.quantiles(index, QUANTILES, filled[index], missing.get(index));
      numeric.add(
          new NumericColumn(
              plan.numeric().get(index).column(), missing.get(index), new QuantileGrid(values)));
    }
    List<CategoricalColumn> categorical = new ArrayList<>();
    int next = numeric.size();
    for (int index = 0; index < plan.categorical().size(); index++) {
      CategoricalFeature feature = plan.categorical().get(index);
      List<Long> counts = new ArrayList<>();
      for (int category = 0; category < feature.categories().size(); category++) {
        counts.add(features.ones(next++));
      }
      long none = missing.get(numeric.size() + index);
      categorical.add(
          new CategoricalColumn(feature.column(), none, counts, features.ones(next++) - none));
    }
    return new ColumnProfiles(rows.count(), numeric, categorical);
  }

  private static void require(boolean holds, String column) {
    if (!holds) {
      throw new IllegalArgumentException(
          "the profile of column " + column + " must count every row once");
    }
  }
}
