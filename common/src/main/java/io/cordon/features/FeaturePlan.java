package io.cordon.features;

import java.util.ArrayList;
import java.util.List;

/**
 * Fitted feature extraction as plain data: how a table's row becomes a row of numbers. Numeric
 * features come first, then the one-hot features, in the order of these lists. The model file holds
 * it; the row encoder and the MLlib pipeline are both made from it.
 *
 * @param numeric numeric columns
 * @param categorical columns of categories
 * @param imputeNulls whether null counts as the column's {@code fill} (numeric) or as the last
 *     bucket (categories); otherwise it is an error
 * @param imputeNan whether NaN counts as the column's {@code fill}; otherwise it is an error
 * @param dropped columns that became no feature, each with the reason
 */
public record FeaturePlan(
    List<NumericFeature> numeric,
    List<CategoricalFeature> categorical,
    boolean imputeNulls,
    boolean imputeNan,
    List<Dropped> dropped) {

  public FeaturePlan {
    numeric = List.copyOf(numeric);
    categorical = List.copyOf(categorical);
    dropped = List.copyOf(dropped);
  }

  /** Features a row. */
  public int width() {
    int width = numeric.size();
    for (CategoricalFeature feature : categorical) {
      width += feature.width();
    }
    return width;
  }

  /** A readable name for each feature: the column, or column=category. */
  public List<String> featureNames() {
    List<String> names = new ArrayList<>();
    for (NumericFeature feature : numeric) {
      names.add(feature.column());
    }
    for (CategoricalFeature feature : categorical) {
      for (String category : feature.categories()) {
        names.add(feature.column() + "=" + category);
      }
      names.add(feature.column() + "=(other)");
    }
    return names;
  }

  /** A column that became no feature, and why. */
  public record Dropped(String column, String reason) {}
}
