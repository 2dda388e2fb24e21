package io.cordon.explain;

import java.util.ArrayList;
import java.util.List;

/**
 * What made a row's score.
 *
 * @param largest the columns that raised the score most, largest first, ties in the order of the
 *     columns; empty where nothing raised it
 * @param gap the completeness gap: how far the parts of all columns are from summing to the
 *     difference between the score and its reference, relative to that difference where it exceeds
 *     1; at least 0. It holds rounding alone, since both methods sum up by construction, and tells
 *     nothing of how finely integrated gradients were taken
 */
public record Reasons(List<Reason> largest, double gap) {

  public Reasons {
    largest = List.copyOf(largest);
  }

  /**
   * The reasons of one row.
   *
   * @param parts of the score, {@code columns} numbers from index {@code from} on
   * @param difference what the parts ought to sum to
   * @param most reasons that are named
   */
  static Reasons of(List<String> columns, float[] parts, int from, double difference, int most) {
    double sum = 0;
    double raised = 0;
    for (int column = 0; column < columns.size(); column++) {
      sum += parts[from + column];
      raised += Math.max(0, parts[from + column]);
    }
    List<Reason> largest = new ArrayList<>();
    boolean[] named = new boolean[columns.size()];
    int next = largest(parts, from, named);
    while (largest.size() < most && next >= 0) {
      named[next] = true;
      largest.add(new Reason(columns.get(next), parts[from + next] / raised));
      next = largest(parts, from, named);
    }
    return new Reasons(largest, Math.abs(sum - difference) / Math.max(1, Math.abs(difference)));
  }

  /** The first of the largest positive parts that are not named yet, or -1. */
  private static int largest(float[] parts, int from, boolean[] named) {
    int largest = -1;
    float size = 0;
    for (int column = 0; column < named.length; column++) {
      if (!named[column] && parts[from + column] > size) {
        largest = column;
        size = parts[from + column];
      }
    }
    return largest;
  }
}
