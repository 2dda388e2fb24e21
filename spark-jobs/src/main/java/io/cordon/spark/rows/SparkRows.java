package io.cordon.spark.rows;

import io.cordon.rows.Average;
import io.cordon.rows.Block;
import io.cordon.rows.Fold;
import io.cordon.rows.LocalTask;
import io.cordon.rows.RowFunction;
import io.cordon.rows.RowPredicate;
import io.cordon.rows.Rows;
import io.cordon.rows.ShardAverage;
import io.cordon.spark.rows.TrainShard.Trained;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Rows over a cached RDD with one {@link Block} a partition: partition n is shard n. What a shard
 * holds and every result are functions of the rows alone, so retries, lost executors and
 * speculation change nothing.
 */
public final class SparkRows implements Rows, AutoCloseable {
  /**
   * Above so many floats in all shards' vectors together, the averaging is done by chunks on the
   * executors.
   */
  private static final long DRIVER_FLOATS = 1L << 25;

  private final JavaSparkContext spark;
  private final JavaRDD<Block> shards;
  private final int width;
  private final long[] counts;
  private final Deque<JavaRDD<Block>> cached;

  private SparkRows(
      JavaSparkContext spark,
      JavaRDD<Block> shards,
      int width,
      Deque<JavaRDD<Block>> cached,
      String title) {
    this.spark = spark;
    this.shards = shards.persist(StorageLevel.MEMORY_AND_DISK());
    this.width = width;
    this.cached = cached;
    cached.push(this.shards);
    describe(title);
    this.counts =
        this.shards.map(new CountRows()).collect().stream().mapToLong(Long::longValue).toArray();
  }

  /** Rows whose shards are the RDD's partitions, one block each (see {@link ShardedRows}). */
  static SparkRows of(JavaSparkContext spark, JavaRDD<Block> shards, int width) {
    RecordSerialisation.require(spark.getConf());
    return new SparkRows(
        spark, shards, width, new ConcurrentLinkedDeque<>(), "read, encode and shard the table");
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public long count() {
    long count = 0;
    for (long rows : counts) {
      count += rows;
    }
    return count;
  }

  @Override
  public int shards() {
    return counts.length;
  }

  @Override
  public Average average(float[] vector, LocalTask task) {
    describe(task.title());
    Broadcast<float[]> start = spark.broadcast(vector);
    try {
      JavaRDD<Trained> trained = shards.mapPartitionsWithIndex(new TrainShard(task, start), true);
      return (long) vector.length * counts.length > DRIVER_FLOATS
          ? ChunkedAverage.over(trained, vector.length, ChunkedAverage.CHUNK)
          : onDriver(trained, vector.length);
    } finally {
      start.destroy();
    }
  }

  static Average onDriver(JavaRDD<Trained> trained, int length) {
    ShardAverage average = new ShardAverage(length);
    for (Trained shard : trained.collect()) { // collect keeps the order of the partitions
      average.add(shard.shard(), shard.update(), shard.rows());
    }
    return average.mean();
  }

  @Override
  public <A extends Serializable> A fold(Fold<A> fold) {
    describe(fold.title());
    A result = fold.zero();
    ClassTag<A> any = ClassTag$.MODULE$.apply(Object.class);
    Object[] gathered = (Object[]) spark.sc().runJob(shards.rdd(), new GatherShard<>(fold), any);
    for (Object part : gathered) { // in the order of the partitions
      @SuppressWarnings("unchecked")
      A typed = (A) part;
      result = fold.merge(result, typed);
    }
    return result;
  }

  /** The score at a share of all rows, by Spark's own sketch. */
  float approximateQuantile(RowFunction score, double share, double error) {
    describe("approximate quantile");
    SparkSession session = SparkSession.builder().sparkContext(spark.sc()).getOrCreate();
    Dataset<Row> scores =
        session
            .createDataset(shards.flatMap(new ScoreShard(score)).rdd(), Encoders.DOUBLE())
            .toDF("score");
    return (float) scores.stat().approxQuantile("score", new double[] {share}, error)[0];
  }

  @Override
  public Rows where(RowFunction value, RowPredicate predicate) {
    return new SparkRows(
        spark, shards.map(new FilterShard(value, predicate)), width, cached, "select rows");
  }

  @Override
  public Rows map(RowFunction function) {
    return new SparkRows(
        spark,
        shards.map(new MapShard(function)),
        function.outputs(),
        cached,
        "apply " + function.getClass().getSimpleName());
  }

  @Override
  public void release() {
    if (cached.remove(shards)) {
      shards.unpersist(false);
    }
  }

  /** Lets go of what was cached, here and in all rows that were made from these. */
  @Override
  public void close() {
    List<JavaRDD<Block>> all = new ArrayList<>(cached);
    cached.clear();
    all.forEach(rdd -> rdd.unpersist(false));
    describe(null);
  }

  /** Names the next jobs and stages in Spark's UI. */
  private void describe(String title) {
    spark.sc().setJobDescription(title);
    if (title == null) {
      spark.clearCallSite();
    } else {
      spark.setCallSite(title);
    }
  }
}
