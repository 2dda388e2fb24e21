package io.cordon.spark.features;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * How a row of a table becomes a row of features: a value that travels to the executors, bound to
 * the table's columns.
 */
public interface FeatureReader extends Serializable {

  /** Features a row. */
  int width();

  /**
   * Reads one row.
   *
   * @param features receives {@code width} finite numbers from {@code offset} on
   * @throws io.cordon.error.UserException where the row cannot be used
   */
  void encode(InternalRow row, float[] features, int offset);

  /**
   * Whether a row that can be read has no value in a column, null or NaN.
   *
   * @param column of the feature plan, in its order; readers of vectors have none
   */
  boolean isMissing(InternalRow row, int column);
}
