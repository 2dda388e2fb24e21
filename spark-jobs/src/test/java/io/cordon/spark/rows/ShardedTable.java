package io.cordon.spark.rows;

import io.cordon.random.Seeds;
import io.cordon.rows.Block;
import io.cordon.spark.SharedSession;
import io.cordon.spark.features.VectorReader;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A small table of vectors, sharded on Spark. */
final class ShardedTable {
  static final int WIDTH = 5;
  static final int ROWS = 500;
  static final int SHARDS = SmallRun.SHARDS;

  private static final StructType SCHEMA =
      new StructType().add("id", DataTypes.LongType).add("v", SQLDataTypes.VectorType());

  static final float[] VALUES = values();

  static SparkRows sharded(List<String> id, int partitions) {
    return ShardedRows.of(table(partitions), reader(), id, SHARDS);
  }

  static VectorReader reader() {
    return VectorReader.of("v", WIDTH, SCHEMA);
  }

  static Dataset<Row> table(int partitions) {
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      double[] vector = new double[WIDTH];
      for (int feature = 0; feature < WIDTH; feature++) {
        vector[feature] = VALUES[row * WIDTH + feature];
      }
      rows.add(RowFactory.create((long) row, Vectors.dense(vector)));
    }
    return SharedSession.session().createDataFrame(rows, SCHEMA).repartition(partitions);
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
  static List<Block> blocks(SparkRows rows) {
    return rows.fold(new Gather());
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

  private ShardedTable() {}
}
