package io.cordon.features;

/**
 * How a column of vectors becomes features: one for each entry, all scaled alike, so that what the
 * entries say of each other (the pixels of an image, the steps of a series) stays. A row without
 * its whole vector cannot be used: nothing is imputed.
 *
 * @param entry how one entry becomes a feature
 * @param width entries that every vector must have
 */
public record VectorFeature(NumericFeature entry, int width) {

  public VectorFeature {
    if (width < 1) {
      throw new IllegalArgumentException("a vector must have at least one entry, not " + width);
    }
  }

  /** Name in the table. */
  public String column() {
    return entry.column();
  }

  /** Spark's name of the column's type when the plan was fitted, such as "array&lt;float&gt;". */
  public String type() {
    return entry.type();
  }
}
