package io.cordon.features;

import java.util.List;

/**
 * How one column of categories becomes one-hot features: one for each known category in this order,
 * then one for everything else (unseen, too rare, null).
 *
 * @param column name in the table
 * @param type Spark's name of the column's type when the plan was fitted
 * @param categories the known ones, most frequent first, ties by name
 */
public record CategoricalFeature(String column, String type, List<String> categories) {
  public CategoricalFeature {
    categories = List.copyOf(categories);
  }

  /** Features that the column becomes. */
  public int width() {
    return categories.size() + 1;
  }
}
