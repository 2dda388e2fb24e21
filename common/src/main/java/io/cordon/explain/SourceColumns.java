package io.cordon.explain;

import io.cordon.features.FeaturePlan;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which column of the table each feature comes from: all one-hot features of a column belong to it.
 *
 * @param names of the columns
 * @param columnOf for each feature the index of its column
 */
public record SourceColumns(List<String> names, int[] columnOf) implements Serializable {
  private static final long serialVersionUID = 1L;

  public SourceColumns {
    names = List.copyOf(names);
    for (int column : columnOf) {
      if (column < 0 || column >= names.size()) {
        throw new IllegalArgumentException(
            "a feature's column must lie in 0.." + (names.size() - 1) + ", not " + column);
      }
    }
  }

  /** The columns of a plan. */
  public static SourceColumns of(FeaturePlan plan) {
    return new SourceColumns(plan.columns(), plan.columnOfFeatures());
  }

  /** For a table with one column of vectors: every entry counts as a column, such as v[3]. */
  public static SourceColumns ofVector(String column, int width) {
    List<String> names = new ArrayList<>();
    int[] columnOf = new int[width];
    Arrays.setAll(columnOf, feature -> feature);
    for (int entry = 0; entry < width; entry++) {
      names.add(column + "[" + entry + "]");
    }
    return new SourceColumns(names, columnOf);
  }

  /** Columns of the table. */
  int count() {
    return names.size();
  }
}
