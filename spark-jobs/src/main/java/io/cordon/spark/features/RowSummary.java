package io.cordon.spark.features;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * What one pass gathers from rows. The result must not depend on the order of the rows nor of the
 * merges.
 *
 * @param <A> the summary itself
 */
public interface RowSummary<A extends RowSummary<A>> extends Serializable {
  /** An empty summary of the same shape. */
  A fresh();

  /**
   * Takes a row in; the row object is used again for the next row, so what is kept must be copied.
   */
  void add(InternalRow row);

  /** Takes another summary in, which is not used afterwards, and returns this one. */
  A merge(A other);
}
