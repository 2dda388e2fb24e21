package io.cordon.spark.rows;

import io.cordon.rows.Block;
import io.cordon.rows.BlockBuilder;
import io.cordon.rows.Sharding;
import io.cordon.spark.features.FeatureReader;
import io.cordon.spark.features.InternalRows;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import scala.Tuple2;

/**
 * Spreads encoded rows over shards. Rows with an id go where its hash says. Rows without go by
 * content: identical rows are first counted together, then their copies are numbered and spread.
 * Packed blocks cross the shuffle, not single rows.
 */
public final class ShardedRows {

  private static final String ID_HASH = "cordonIdHash";

  private ShardedRows() {}

  /**
   * Encodes a table and spreads its rows over shards.
   *
   * @param reader how a row becomes features, bound to the table's columns
   * @param id columns that identify a row; empty where rows are told apart by their content
   */
  public static SparkRows of(
      Dataset<Row> table, FeatureReader reader, List<String> id, int shards) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(table.sparkSession().sparkContext());
    if (id.isEmpty()) {
      JavaPairRDD<Integer, Block> chunks =
          InternalRows.of(table).mapPartitionsToPair(EncodePartition.byContent(reader, shards));
      JavaPairRDD<Integer, Block> spread =
          packed(chunks, reader.width(), shards).flatMapToPair(new Spread(shards));
      return SparkRows.of(spark, packed(spread, reader.width(), shards), reader.width());
    }
    Column[] ids = id.stream().map(InternalRows::column).toArray(Column[]::new);
    Dataset<Row> hashed =
        table.withColumn(
            ID_HASH, functions.xxhash64(ids)); // the last column, so the reader's places hold
    EncodePartition encode = EncodePartition.byId(reader, shards, table.columns().length);
    return SparkRows.of(
        spark,
        packed(InternalRows.of(hashed).mapPartitionsToPair(encode), reader.width(), shards),
        reader.width());
  }

  private static JavaRDD<Block> packed(JavaPairRDD<Integer, Block> chunks, int width, int shards) {
    return chunks
        .partitionBy(new HashPartitioner(shards))
        .values()
        .mapPartitions(new Pack(width), true);
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
