package io.cordon.drift;

import java.io.Serializable;
import java.util.List;

/**
 * The columns of a day, counted while its rows are scored to be held against {@link
 * ColumnProfiles}. It merges by addition, and its size does not grow with the rows.
 */
public final class ColumnCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final GridCounts[] numeric;
  private final long[][] categorical;
  private final long[] missing;
  private long rows;

  private ColumnCounts(GridCounts[] numeric, long[][] categorical, long[] missing) {
    this.numeric = numeric;
    this.categorical = categorical;
    this.missing = missing;
  }

  /** Nothing counted yet. */
  public static ColumnCounts of(ColumnProfiles reference) {
    GridCounts[] numeric =
        reference.numeric().stream()
            .map(column -> GridCounts.of(column.values()))
            .toArray(GridCounts[]::new);
    long[][] categorical =
        reference.categorical().stream()
            .map(column -> new long[column.counts().size() + 1])
            .toArray(long[][]::new);
    return new ColumnCounts(numeric, categorical, new long[numeric.length + categorical.length]);
  }

  /** The same columns with nothing counted. */
  public ColumnCounts fresh() {
    GridCounts[] numbers = numeric.clone();
    long[][] texts = categorical.clone();
    for (int column = 0; column < numbers.length; column++) {
      numbers[column] = numeric[column].fresh();
    }
    for (int column = 0; column < texts.length; column++) {
      texts[column] = new long[categorical[column].length];
    }
    return new ColumnCounts(numbers, texts, new long[missing.length]);
  }

  /** Which of a row's columns have no value; columns as in the feature plan. */
  public interface Missing {
    boolean in(int column);
  }

  /**
   * Counts a row.
   *
   * @param features of rows, as the feature plan makes them
   * @param from index of the row's first feature
   */
  public void add(float[] features, int from, Missing isMissing) {
    rows++;
    for (int column = 0; column < numeric.length; column++) {
      if (isMissing.in(column)) {
        missing[column]++;
      } else {
        numeric[column].add(features[from + column]);
      }
    }
    int next = from + numeric.length;
    for (int column = 0; column < categorical.length; column++) {
      long[] counts = categorical[column];
      if (isMissing.in(numeric.length + column)) {
        missing[numeric.length + column]++;
      } else {
        int bucket = 0;
        while (features[next + bucket] == 0) {
          bucket++; // one of them is 1
        }
        counts[bucket]++;
      }
      next += counts.length;
    }
  }

  /** Takes in what was counted elsewhere of the same columns. */
  public void add(ColumnCounts other) {
    rows += other.rows;
    for (int column = 0; column < numeric.length; column++) {
      numeric[column].add(other.numeric[column]);
    }
    for (int column = 0; column < categorical.length; column++) {
      for (int bucket = 0; bucket < categorical[column].length; bucket++) {
        categorical[column][bucket] += other.categorical[column][bucket];
      }
    }
    for (int column = 0; column < missing.length; column++) {
      missing[column] += other.missing[column];
    }
  }

  /** Rows in all. */
  public long rows() {
    return rows;
  }

  GridCounts numbers(int column) {
    return numeric[column];
  }

  /** Rows by category, and behind them those of no known one. */
  List<Long> categories(int column) {
    return java.util.Arrays.stream(categorical[column]).boxed().toList();
  }

  /** Nulls of a column, the numeric ones first. */
  NullRate nulls(int column) {
    return new NullRate(missing[column], rows);
  }
}
