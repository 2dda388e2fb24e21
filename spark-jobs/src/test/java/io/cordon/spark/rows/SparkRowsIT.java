package io.cordon.spark.rows;

import static io.cordon.spark.rows.ShardedTable.ROWS;
import static io.cordon.spark.rows.ShardedTable.SHARDS;
import static io.cordon.spark.rows.ShardedTable.VALUES;
import static io.cordon.spark.rows.ShardedTable.WIDTH;
import static io.cordon.spark.rows.ShardedTable.blocks;
import static io.cordon.spark.rows.ShardedTable.sharded;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.rows.Block;
import io.cordon.rows.BlockBuilder;
import io.cordon.rows.LocalRows;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;
import io.cordon.spark.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows on Spark are the rows of one process: the same shards, the same numbers, bit for bit. */
@ExtendWith(SparkExtension.class)
class SparkRowsIT {
  private final SparkSession spark;
  @TempDir private Path folder;

  SparkRowsIT(SparkSession spark) {
    this.spark = spark;
  }

  @Test
  void shardsHoldTheSameRowsInTheSameOrder() {
    LocalRows local = LocalRows.of(WIDTH, VALUES, SHARDS);
    try (SparkRows rows = sharded(List.of(), 3)) {
      assertThat(rows.count()).isEqualTo(local.count());
      for (int shard = 0; shard < SHARDS; shard++) {
        assertSame(blocks(rows).get(shard), local.shard(shard));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.cordon.detector.registry.Detectors#names")
  void theModelIsTheSame(String detector) throws IOException {
    try (SparkRows rows = sharded(List.of(), 3)) {
      assertThat(
              SmallRun.files(
                  SmallRun.train(rows, detector, Optional.empty()),
                  Files.createDirectory(folder.resolve("spark"))))
          .isEqualTo(
              SmallRun.files(
                  SmallRun.train(LocalRows.of(WIDTH, VALUES, SHARDS), detector, Optional.empty()),
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
  void samplesAreTheSame() {
    LocalRows local = LocalRows.of(WIDTH, VALUES, SHARDS);
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

  private static void assertSame(Block block, Block expected) {
    assertThat(block.values()).isEqualTo(expected.values());
    assertThat(block.counts()).isEqualTo(expected.counts());
    BlockBuilder rebuilt = new BlockBuilder(WIDTH);
    rebuilt.addAll(block);
    assertThat(rebuilt.build().values()).isEqualTo(block.values());
  }
}
