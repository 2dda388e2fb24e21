package io.cordon.spark.rows;

import io.cordon.rows.Block;
import io.cordon.rows.Fold;
import java.io.Serializable;
import org.apache.spark.TaskContext;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/**
 * Runs on executors: one shard's part of a fold. A function of Scala's own kind: Spark need not
 * look through class files for what it captured, which costs the driver more than a small fold
 * does.
 */
final class GatherShard<A extends Serializable>
    extends AbstractFunction2<TaskContext, Iterator<Block>, A> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Fold<A> fold;

  GatherShard(Fold<A> fold) {
    this.fold = fold;
  }

  @Override
  public A apply(TaskContext task, Iterator<Block> blocks) {
    return fold.gather(task.partitionId(), blocks.next());
  }
}
