package io.cordon.spark.rows;

import io.cordon.rows.Block;
import io.cordon.rows.BlockBuilder;
import io.cordon.rows.Sharding;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import scala.Tuple2;

/**
 * Spreads encoded rows over shards. Rows with an id go where its hash says. Rows without go by content: identical rows are first counted together, then their
 * copies are numbered and spread. Packed blocks cross the shuffle, not single rows.
 */
public final class ShardedRows {

  private ShardedRows() {}

  /**
   * Shards encoded rows by content.
   *
   * @param chunks blocks of rows, each keyed by the hash of the content of its rows
   */
  public static SparkRows byContent(JavaSparkContext spark, JavaPairRDD<Integer, Block> chunks, int width, int shards) {
    JavaPairRDD<Integer, Block> spread = packed(chunks, width, shards).flatMapToPair(new Spread(shards));
    return SparkRows.of(spark, packed(spread, width, shards), width);
  }

  /** Shards encoded rows by the hash of their ids: the chunks' keys are the shards. */
  public static SparkRows byId(JavaSparkContext spark, JavaPairRDD<Integer, Block> chunks, int width, int shards) {
    return SparkRows.of(spark, packed(chunks, width, shards), width);
  }

  private static JavaRDD<Block> packed(JavaPairRDD<Integer, Block> chunks, int width, int shards) {
    return chunks.partitionBy(new HashPartitioner(shards)).values().mapPartitions(new Pack(width), true);
  }

  /** Runs on executors: merges a partition's chunks into one block. */
  private static final class Pack implements FlatMapFunction<Iterator<Block>, Block> {
    private static final long serialVersionUID = 1L;
    private final int width;

    Pack(int width) {
      this.width = width;
    }

    @Override
    public Iterator<Block> call(Iterator<Block> chunks) {
      BlockBuilder builder = new BlockBuilder(width);
      while (chunks.hasNext()) {
        builder.addAll(chunks.next());
      }
      return List.of(builder.build()).iterator();
    }
  }

  /** Runs on executors: numbers the copies of each row and sends each to its shard. */
  private static final class Spread implements PairFlatMapFunction<Block, Integer, Block> {
    private static final long serialVersionUID = 1L;
    private final int shards;

    Spread(int shards) {
      this.shards = shards;
    }

    @Override
    public Iterator<Tuple2<Integer, Block>> call(Block block) {
      int width = block.width();
      ChunkWriter writer = new ChunkWriter(width, shards);
      for (int row = 0; row < block.distinct(); row++) {
        long hash = Sharding.hash(block.values(), row * width, width);
        int[] counts = Sharding.spread(hash, block.counts()[row], shards);
        for (int shard = 0; shard < shards; shard++) {
          if (counts[shard] > 0) {
            writer.add(shard, block.values(), row * width, counts[shard]);
          }
        }
      }
      return writer.flush();
    }
  }
}
