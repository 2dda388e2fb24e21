package io.cordon.benchmarks;

import io.cordon.rows.Average;
import io.cordon.rows.Fold;
import io.cordon.rows.LocalTask;
import io.cordon.rows.RowFunction;
import io.cordon.rows.RowPredicate;
import io.cordon.rows.Rows;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicLong;

/** Rows that count how many rows rounds of training pass over, in the rows made from them too. */
final class CountedRows implements Rows {
  private final Rows rows;
  private final int epochs;
  private final AtomicLong passed;

  /** Counts from 0; a round passes over its rows {@code epochs} times. */
  CountedRows(Rows rows, int epochs) {
    this(rows, epochs, new AtomicLong());
  }

  private CountedRows(Rows rows, int epochs, AtomicLong passed) {
    this.rows = rows;
    this.epochs = epochs;
    this.passed = passed;
  }

  /** Rows that were passed over so far. */
  long passed() {
    return passed.get();
  }

  @Override
  public int width() {
    return rows.width();
  }

  @Override
  public long count() {
    return rows.count();
  }

  @Override
  public int shards() {
    return rows.shards();
  }

  @Override
  public Average average(float[] vector, LocalTask task) {
    passed.addAndGet(epochs * rows.count());
    return rows.average(vector, task);
  }

  @Override
  public <A extends Serializable> A fold(Fold<A> fold) {
    return rows.fold(fold);
  }

  @Override
  public Rows where(RowFunction value, RowPredicate predicate) {
    return new CountedRows(rows.where(value, predicate), epochs, passed);
  }

  @Override
  public Rows map(RowFunction function) {
    return new CountedRows(rows.map(function), epochs, passed);
  }

  @Override
  public void release() {
    rows.release();
  }
}
