package io.cordon.spark.rows;

import io.cordon.rows.Average;
import io.cordon.rows.Fold;
import io.cordon.rows.LocalTask;
import io.cordon.rows.RowFunction;
import io.cordon.rows.RowPredicate;
import io.cordon.rows.Rows;
import java.io.Serializable;

/** Rows whose training tasks misbehave once. */
record FaultyRows(Rows inner, FaultyTask.Fault fault) implements Rows {
  @Override
  public int width() {
    return inner.width();
  }

  @Override
  public long count() {
    return inner.count();
  }

  @Override
  public int shards() {
    return inner.shards();
  }

  @Override
  public Average average(float[] vector, LocalTask task) {
    return inner.average(vector, new FaultyTask(task, fault));
  }

  @Override
  public <A extends Serializable> A fold(Fold<A> fold) {
    return inner.fold(fold);
  }

  @Override
  public Rows where(RowFunction value, RowPredicate predicate) {
    return new FaultyRows(inner.where(value, predicate), fault);
  }

  @Override
  public Rows map(RowFunction function) {
    return new FaultyRows(inner.map(function), fault);
  }
}
