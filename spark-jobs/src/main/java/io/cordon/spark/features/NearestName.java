package io.cordon.spark.features;

import java.util.List;
import java.util.Optional;

/** The name that someone probably meant. */
public final class NearestName {

  private NearestName() {}

  /**
   * The name with the fewest letters to insert, delete or replace, case aside; the first of
   * several. None where that would be more than half of the wanted name's letters.
   */
  public static Optional<String> of(String wanted, List<String> names) {
    String nearest = "";
    int fewest = Integer.MAX_VALUE;
    for (String name : names) {
      int edits = edits(FeatureColumns.fold(wanted), FeatureColumns.fold(name));
      if (edits < fewest) {
        fewest = edits;
        nearest = name;
      }
    }
    return fewest <= wanted.length() / 2 ? Optional.of(nearest) : Optional.empty();
  }

  /** The Levenshtein distance. */
  private static int edits(String left, String right) {
    int[] previous = new int[right.length() + 1];
    for (int column = 0; column <= right.length(); column++) {
      previous[column] = column;
    }
    for (int row = 1; row <= left.length(); row++) {
      int[] current = new int[right.length() + 1];
      current[0] = row;
      for (int column = 1; column <= right.length(); column++) {
        int replaced =
            previous[column - 1] + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
        current[column] = Math.min(replaced, 1 + Math.min(previous[column], current[column - 1]));
      }
      previous = current;
    }
    return previous[right.length()];
  }
}
