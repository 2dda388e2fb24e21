package io.cordon.drift;

/**
 * How many values of a column are null.
 *
 * @param rows in all, nulls included
 */
public record NullRate(long nulls, long rows) {

  public NullRate {
    if (nulls < 0 || nulls > rows) {
      throw new IllegalArgumentException(nulls + " of " + rows + " rows cannot be null");
    }
  }

  /** From 0 to 1; 0 where there are no rows. */
  public double rate() {
    return rows == 0 ? 0 : (double) nulls / rows;
  }
}
