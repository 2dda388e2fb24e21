package io.cordon.features;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;

/**
 * Fitted feature extraction as plain data: how a table's row becomes a row of numbers. Numeric
 * features come first, then the one-hot features, then the entries of vectors, in the order of
 * these lists. The model file holds it; the row encoder and the MLlib pipeline are both made from
 * it.
 *
 * @param numeric numeric columns
 * @param categorical columns of categories
 * @param imputeNulls whether null counts as the column's {@code fill} (numeric) or as the last
 *     bucket (categories); otherwise it is an error
 * @param imputeNan whether NaN counts as the column's {@code fill}; otherwise it is an error
 * @param vectors columns of vectors; absent in JSON where there are none
 * @param dropped columns that became no feature, each with the reason
 */
public record FeaturePlan(
    List<NumericFeature> numeric,
    List<CategoricalFeature> categorical,
    boolean imputeNulls,
    boolean imputeNan,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<VectorFeature> vectors,
    List<Dropped> dropped) {

  public FeaturePlan {
    numeric = List.copyOf(numeric);
    categorical = List.copyOf(categorical);
    vectors = List.copyOf(vectors);
    dropped = List.copyOf(dropped);
  }

  /** A plan without vectors. */
  public FeaturePlan(
      List<NumericFeature> numeric,
      List<CategoricalFeature> categorical,
      boolean imputeNulls,
      boolean imputeNan,
      List<Dropped> dropped) {
    this(numeric, categorical, imputeNulls, imputeNan, List.of(), dropped);
  }

  /** Features a row. */
  public int width() {
    int width = numeric.size() + oneHotWidth();
    for (VectorFeature feature : vectors) {
      width += feature.width();
    }
    return width;
  }

  /** One-hot features a row. */
  public int oneHotWidth() {
    int width = 0;
    for (CategoricalFeature feature : categorical) {
      width += feature.width();
    }
    return width;
  }

  /** The columns that became features: the numeric ones, those of categories, then the vectors. */
  public List<String> columns() {
    List<String> columns = new ArrayList<>(cells());
    for (VectorFeature feature : vectors) {
      columns.add(feature.column());
    }
    return columns;
  }

  /** The columns of single values: the numeric ones, then those of categories. */
  public List<String> cells() {
    List<String> columns = new ArrayList<>();
    for (NumericFeature feature : numeric) {
      columns.add(feature.column());
    }
    for (CategoricalFeature feature : categorical) {
      columns.add(feature.column());
    }
    return columns;
  }

  /** For each feature the index in {@link #columns} of the column that it comes from. */
  public int[] columnOfFeatures() {
    int[] columnOf = new int[width()];
    for (int feature = 0; feature < numeric.size(); feature++) {
      columnOf[feature] = feature;
    }
    int start = numeric.size();
    for (int index = 0; index < categorical.size(); index++) {
      int end = start + categorical.get(index).width();
      java.util.Arrays.fill(columnOf, start, end, numeric.size() + index);
      start = end;
    }
    for (int index = 0; index < vectors.size(); index++) {
      int end = start + vectors.get(index).width();
      java.util.Arrays.fill(columnOf, start, end, numeric.size() + categorical.size() + index);
      start = end;
    }
    return columnOf;
  }

  /**
   * The features of a row with nothing odd in any column: in numeric columns their {@code fill},
   * which is the median, of a vector the median of all its entries, and the most frequent category
   * in the others. The columns are taken one by one, so that no row need look like it.
   */
  public float[] typicalRow() {
    float[] row = new float[width()];
    for (int feature = 0; feature < numeric.size(); feature++) {
      row[feature] = numeric.get(feature).feature(numeric.get(feature).fill());
    }
    int start = numeric.size();
    for (CategoricalFeature feature : categorical) {
      row[start] = 1; // the most frequent, or everything where no category is known
      start += feature.width();
    }
    for (VectorFeature feature : vectors) {
      float typical = feature.entry().feature(feature.entry().fill());
      java.util.Arrays.fill(row, start, start + feature.width(), typical);
      start += feature.width();
    }
    return row;
  }

  /** A readable name for each feature: the column, column=category, or column[entry]. */
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
    for (VectorFeature feature : vectors) {
      for (int entry = 0; entry < feature.width(); entry++) {
        names.add(feature.column() + "[" + entry + "]");
      }
    }
    return names;
  }

  /** A column that became no feature, and why. */
  public record Dropped(String column, String reason) {}
}
