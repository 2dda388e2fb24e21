package io.cordon.rows;

import java.io.Serializable;

/**
 * One pass over all rows. {@code merge} is called in the order of the shards, so that the result
 * does not depend on which task ends first.
 *
 * @param <A> what is gathered; it crosses the wire, so it holds primitive arrays, strings and
 *     records
 */
public interface Fold<A extends Serializable> extends Serializable {
  /** What the pass is for, as the Spark UI shows it. */
  default String title() {
    return getClass().getSimpleName();
  }

  /** What an empty table gives. */
  A zero();

  /** What one shard gives: its number, from 0, and its rows. */
  A gather(int shard, Block block);

  /** Joins two results, the earlier shard on the left; may reuse either. */
  A merge(A left, A right);
}
