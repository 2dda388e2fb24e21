package io.cordon.spark.rows;

import io.cordon.rows.Block;
import io.cordon.rows.LocalTask;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;

/** Runs on executors: the local training of one shard. */
final class TrainShard
    implements Function2<Integer, Iterator<Block>, Iterator<TrainShard.Trained>> {
  private static final long serialVersionUID = 1L;

  private final LocalTask task;
  private final Broadcast<float[]> start;

  TrainShard(LocalTask task, Broadcast<float[]> start) {
    this.task = task;
    this.start = start;
  }

  /** What a shard with rows gives back; a shard without rows gives nothing. */
  record Trained(int shard, long rows, LocalTask.Update update) implements Serializable {}

  @Override
  public Iterator<Trained> call(Integer shard, Iterator<Block> blocks) {
    List<Trained> trained = new ArrayList<>(1);
    while (blocks.hasNext()) {
      Block block = blocks.next();
      if (block.distinct() > 0) {
        trained.add(new Trained(shard, block.rows(), task.run(shard, block, start.value())));
      }
    }
    return trained.iterator();
  }
}
