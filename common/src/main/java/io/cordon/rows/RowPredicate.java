package io.cordon.rows;

import java.io.Serializable;

/**
 * Which rows to keep, decided from the value that a {@link RowFunction} of one output gives them.
 */
@FunctionalInterface
public interface RowPredicate extends Serializable {
  /** True where a row with this value stays. */
  boolean keeps(float value);
}
