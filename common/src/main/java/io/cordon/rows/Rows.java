package io.cordon.rows;

import java.io.Serializable;

/**
 * What a detector may ask of a cluster. A detector is written once, in the order of its paper,
 * against these words; the same code runs on arrays in this process ({@link LocalRows}) and on a
 * Spark cluster. Shards, their rows and every result are the same in both, bit for bit.
 */
public interface Rows {

  /** Features a row. */
  int width();

  /** Rows in all, copies included. */
  long count();

  /** Shards that the rows are spread over; fixed for a run, whatever the number of executors. */
  int shards();

  /**
   * A uniform sample of rows without replacement, {@code min(n, count) x width}, row-major. A row
   * is chosen by its content, the number of its copy and the seed alone.
   */
  default float[] sample(int n, long seed) {
    return fold(new Sample(n, seed)).values();
  }

  /**
   * One round of training: every shard runs the task from the same vector; the results are averaged
   * with the shards' row counts as weights. A shard without rows has weight 0.
   *
   * @throws io.cordon.error.UserException naming the shard, where a shard returns a number that is
   *     not finite
   */
  Average average(float[] vector, LocalTask task);

  /** One pass over all rows. */
  <A extends Serializable> A fold(Fold<A> fold);

  /**
   * The exact order statistic of a score: the {@code rank}-th smallest of all rows' scores, copies
   * included.
   *
   * @param score a function with one output
   * @param rank from 1 to {@link #count()}
   * @throws io.cordon.error.UserException where a score is not finite
   */
  default float quantile(RowFunction score, long rank) {
    return RadixSelection.select(this, score, rank);
  }

  /** The rows whose value is kept, in the same shards. */
  Rows where(RowFunction value, RowPredicate predicate);

  /**
   * The same rows in the same shards with new columns: the outputs of {@code function} in place of
   * the features.
   */
  Rows map(RowFunction function);

  /**
   * Says that these rows, made by {@link #where} or {@link #map}, are not needed any more, so that
   * what was cached of them can go. A loop that makes new rows in every turn calls it.
   */
  default void release() {}
}
