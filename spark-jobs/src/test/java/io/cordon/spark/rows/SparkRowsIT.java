package io.cordon.spark.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.network.Activation;
import io.cordon.network.Architecture;
import io.cordon.network.Engine;
import io.cordon.network.Layer;
import io.cordon.objective.SquaredError;
import io.cordon.random.Seeds;
import io.cordon.rows.Average;
import io.cordon.rows.Block;
import io.cordon.rows.BlockBuilder;
import io.cordon.rows.LocalRows;
import io.cordon.rows.LocalTask;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;
import io.cordon.spark.SparkExtension;
import io.cordon.spark.features.VectorReader;
import io.cordon.training.LocalTraining;
import io.cordon.training.Optimiser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows on Spark are the rows of one process: the same shards, the same numbers, bit for bit. */
@ExtendWith(SparkExtension.class)
class SparkRowsIT {
  private static final int WIDTH = 5;
  private static final int ROWS = 500;
  private static final int SHARDS = SmallRun.SHARDS;
  private static final StructType SCHEMA =
      new StructType().add("id", DataTypes.LongType).add("v", SQLDataTypes.VectorType());

  private final SparkSession spark;
  private final float[] values = values();

  @TempDir private Path folder;

  SparkRowsIT(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void shardsHoldTheSameRowsInTheSameOrder() {
    LocalRows local = LocalRows.of(WIDTH, values, SHARDS);
    try (SparkRows rows = sharded(List.of(), 3)) {
      assertThat(rows.count()).isEqualTo(local.count());
      for (int shard = 0; shard < SHARDS; shard++) {
        assertSame(blocks(rows).get(shard), local.shard(shard));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "autoencoder",
        "dagmm",
        "deep-svdd",
        "duad",
        "isolation-forest",
        "oc-nn",
        "oc-svm",
        "pca"
      })
  void theModelIsTheSame(String detector) throws IOException {
    try (SparkRows rows = sharded(List.of(), 3)) {
      assertThat(
              SmallRun.files(
                  SmallRun.train(rows, detector, Optional.empty()),
                  Files.createDirectory(folder.resolve("spark"))))
          .isEqualTo(
              SmallRun.files(
                  SmallRun.train(LocalRows.of(WIDTH, values, SHARDS), detector, Optional.empty()),
                  Files.createDirectory(folder.resolve("local"))));
    }
  }

  @Test
  void rowsThatWereReleasedLeaveTheCacheAndTheOthersStay() {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    int before = context.getPersistentRDDs().size();
    try (SparkRows rows = sharded(List.of(), 3)) {
      Rows copies = rows.map(new FirstColumn());
      assertThat(context.getPersistentRDDs()).hasSize(before + 2);
      copies.release();
      copies.release();
      assertThat(context.getPersistentRDDs()).hasSize(before + 1);
      assertThat(rows.count()).isEqualTo(ROWS);
    }
    assertThat(context.getPersistentRDDs()).hasSize(before);
  }

  private record FirstColumn() implements RowFunction {
    @Override
    public int inputs() {
      return WIDTH;
    }

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public Pass open() {
      return (rows, from, count, outputs, to) -> {
        for (int row = 0; row < count; row++) {
          outputs[to + row] = rows[from + row * WIDTH];
        }
      };
    }
  }

  @Test
  void oneShardAndOneRoundIsPlainTraining() {
    Architecture network =
        new Architecture(
            WIDTH,
            List.of(
                new Layer(3, Activation.TANH, true), new Layer(WIDTH, Activation.LINEAR, true)));
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
    Block whole = LocalRows.of(WIDTH, values, 1).shard(0);
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
  void samplesAreTheSame() {
    LocalRows local = LocalRows.of(WIDTH, values, SHARDS);
    try (SparkRows rows = sharded(List.of(), 5)) {
      assertThat(rows.sample(20, 7)).hasSize(20 * WIDTH).isEqualTo(local.sample(20, 7));
      assertThat(rows.sample(20, 8)).isNotEqualTo(local.sample(20, 7));
      assertThat(rows.sample(10_000, 7)).hasSize(ROWS * WIDTH);
    }
  }

  @Test
  void idsDecideTheShardWhereTheyAreGiven() {
    try (SparkRows byId = sharded(List.of("id"), 3);
        SparkRows again = sharded(List.of("id"), 6);
        SparkRows byContent = sharded(List.of(), 3)) {
      List<Block> shards = blocks(byId);
      assertThat(shards.stream().mapToLong(Block::rows).sum()).isEqualTo(ROWS);
      assertThat(shards).noneMatch(block -> block.rows() == 0);
      boolean differs = false;
      for (int shard = 0; shard < SHARDS; shard++) {
        assertSame(blocks(again).get(shard), shards.get(shard));
        differs |=
            !java.util.Arrays.equals(
                blocks(byContent).get(shard).values(), shards.get(shard).values());
      }
      assertThat(differs).isTrue();
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

  private SparkRows sharded(List<String> id, int partitions) {
    return ShardedRows.of(table(partitions), reader(), id, SHARDS);
  }

  private static VectorReader reader() {
    return VectorReader.of("v", WIDTH, SCHEMA);
  }

  private Dataset<Row> table(int partitions) {
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      double[] vector = new double[WIDTH];
      for (int feature = 0; feature < WIDTH; feature++) {
        vector[feature] = values[row * WIDTH + feature];
      }
      rows.add(RowFactory.create((long) row, Vectors.dense(vector)));
    }
    return spark.createDataFrame(rows, SCHEMA).repartition(partitions);
  }

  /** Rows of which every fifth is a copy of one row. */
  private static float[] values() {
    SplittableRandom random = Seeds.stream(1, "rows", 0, 0);
    float[] values = new float[ROWS * WIDTH];
    for (int place = 0; place < values.length; place++) {
      boolean copy = place / WIDTH % 5 == 0;
      values[place] = copy ? 0.25f * (place % WIDTH) : (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  /** The shards' blocks, gathered by a fold. */
  private static List<Block> blocks(SparkRows rows) {
    return rows.fold(new Gather());
  }

  private JavaRDD<Block> rdd(SparkRows rows) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(blocks(rows), SHARDS);
  }

  /** Brings every block home. */
  record Gather() implements io.cordon.rows.Fold<ArrayList<Block>> {
    @Override
    public ArrayList<Block> zero() {
      return new ArrayList<>();
    }

    @Override
    public ArrayList<Block> gather(int shard, Block block) {
      return new ArrayList<>(List.of(block));
    }

    @Override
    public ArrayList<Block> merge(ArrayList<Block> left, ArrayList<Block> right) {
      left.addAll(right);
      return left;
    }
  }

  private static void assertSame(Block block, Block expected) {
    assertThat(block.values()).isEqualTo(expected.values());
    assertThat(block.counts()).isEqualTo(expected.counts());
    BlockBuilder rebuilt = new BlockBuilder(WIDTH);
    rebuilt.addAll(block);
    assertThat(rebuilt.build().values()).isEqualTo(block.values());
  }
}
