package io.cordon.spark.rows;

import static io.cordon.spark.rows.ShardedTable.ROWS;
import static io.cordon.spark.rows.ShardedTable.SHARDS;
import static io.cordon.spark.rows.ShardedTable.VALUES;
import static io.cordon.spark.rows.ShardedTable.WIDTH;
import static io.cordon.spark.rows.ShardedTable.blocks;
import static io.cordon.spark.rows.ShardedTable.reader;
import static io.cordon.spark.rows.ShardedTable.sharded;
import static io.cordon.spark.rows.ShardedTable.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.layer.Activation;
import io.cordon.layer.Architecture;
import io.cordon.layer.Dense;
import io.cordon.network.Engine;
import io.cordon.objective.SquaredError;
import io.cordon.random.Seeds;
import io.cordon.rows.Average;
import io.cordon.rows.Block;
import io.cordon.rows.LocalRows;
import io.cordon.rows.LocalTask;
import io.cordon.spark.SparkExtension;
import io.cordon.training.LocalTraining;
import io.cordon.training.Optimiser;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Averages over shards on Spark are those of one process, bit for bit. */
@ExtendWith(SparkExtension.class)
class SparkAverageIT {
  private final SparkSession spark;

  SparkAverageIT(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void oneShardAndOneRoundIsPlainTraining() {
    Architecture network =
        new Architecture(
            WIDTH,
            List.of(
                new Dense(3, Activation.TANH, true), new Dense(WIDTH, Activation.LINEAR, true)));
    Optimiser optimiser = new Optimiser(Optimiser.Kind.ADAM, 0.01f, 0);
    LocalTraining task =
        new LocalTraining(
            network,
            Engine.NATIVE,
            new SquaredError(WIDTH),
            optimiser,
            0,
            2,
            32,
            0,
            new LocalTraining.Stream(1, "plain", 0));
    float[] start = optimiser.vector(network.initialise(Seeds.stream(1, "plain", 0, -1)));
    Block whole = LocalRows.of(WIDTH, VALUES, 1).shard(0);
    LocalTask.Update plain = task.run(0, whole, start.clone());
    try (SparkRows rows = ShardedRows.of(table(2), reader(), List.of(), 1)) {
      Average average = rows.average(start, task);
      assertThat(average.vector()).isEqualTo(plain.vector()).isNotEqualTo(start);
      assertThat(average.loss()).isEqualTo(plain.loss() / ROWS);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 1000})
  void averagingByChunksGivesTheBitsOfTheDriver(int chunk) {
    int length = 64;
    float[] start = new float[length];
    Shift task = new Shift();
    try (SparkRows rows = sharded(List.of(), 3)) {
      Average onDriver = rows.average(start, task);
      JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
      JavaRDD<TrainShard.Trained> trained =
          rdd(rows).mapPartitionsWithIndex(new TrainShard(task, context.broadcast(start)), true);
      Average chunked = ChunkedAverage.over(trained, length, chunk);
      assertThat(chunked.vector()).isEqualTo(onDriver.vector());
      assertThat(chunked.loss()).isEqualTo(onDriver.loss());
      assertThat(onDriver.vector()).isNotEqualTo(start);
    }
  }

  @Test
  void emptyPartitionsAndEmptyShardsChangeNothing() {
    try (SparkRows full = ShardedRows.of(table(1).limit(3), reader(), List.of(), 16);
        SparkRows gaps =
            ShardedRows.of(table(1).limit(3).repartition(12), reader(), List.of(), 16)) {
      assertThat(full.shards()).isEqualTo(16);
      assertThat(full.count()).isEqualTo(3);
      Average average = gaps.average(new float[4], new Shift());
      assertThat(average.vector()).isEqualTo(full.average(new float[4], new Shift()).vector());
      assertThat(average.vector()).doesNotContain(Float.NaN);
    }
  }

  /** Adds to every number what depends on the shard's rows and the place. */
  record Shift() implements LocalTask {
    @Override
    public Update run(int shard, Block block, float[] vector) {
      float[] shifted = vector.clone();
      for (int place = 0; place < shifted.length; place++) {
        shifted[place] += block.values()[place % block.values().length] / (3 + place);
      }
      return new Update(shifted, block.rows() * 0.1);
    }
  }

  private JavaRDD<Block> rdd(SparkRows rows) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(blocks(rows), SHARDS);
  }
}
