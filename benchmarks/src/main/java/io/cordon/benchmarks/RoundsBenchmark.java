package io.cordon.benchmarks;

import io.cordon.jobs.Sessions;
import io.cordon.random.Seeds;
import io.cordon.rows.Block;
import io.cordon.rows.LocalTask;
import io.cordon.rows.RowFunction;
import io.cordon.spark.features.FeatureReader;
import io.cordon.spark.rows.ShardedRows;
import io.cordon.spark.rows.SparkRows;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * What distribution itself costs: wall seconds of a round that trains nothing, against parameters
 * and shards, and of an exact quantile, against rows.
 */
final class RoundsBenchmark {
  private static final int[] SHARDS = {2, 8, 64};
  private static final int[] PARAMETERS = {10_000, 100_000, 1_000_000, 10_000_000};
  private static final int[] ROWS = {100_000, 1_000_000, 10_000_000};
  private static final int WIDTH = 4;

  private final SparkSession spark;
  private final int repeats;

  private RoundsBenchmark(SparkSession spark, int repeats) {
    this.spark = spark;
    this.repeats = repeats;
  }

  /** A round without training: what it takes is the way there and back. */
  private record NoTraining() implements LocalTask {
    private static final long serialVersionUID = 1L;

    @Override
    public Update run(int shard, Block block, float[] vector) {
      return new Update(vector, 0);
    }
  }

  /** Features from the number of a row alone. */
  private record Generated() implements FeatureReader {
    private static final long serialVersionUID = 1L;

    @Override
    public int width() {
      return WIDTH;
    }

    @Override
    public void encode(InternalRow row, float[] features, int offset) {
      long bits = row.getLong(0);
      for (int feature = 0; feature < WIDTH; feature++) {
        bits = Seeds.mix(bits + feature);
        features[offset + feature] = (bits >>> 40) * 0x1p-24f;
      }
    }

    @Override
    public boolean isMissing(InternalRow row, int column) {
      return false;
    }
  }

  /** A row's first feature as its score. */
  private record First() implements RowFunction {
    private static final long serialVersionUID = 1L;

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

  /**
   * Measures and reports.
   *
   * @param arguments how often; 5 when unset
   */
  public static void main(String[] arguments) {
    SparkConf conf =
        new SparkConf()
            .setMaster("local[2]")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.maxResultSize", "0");
    try (SparkSession spark = Sessions.open("rounds benchmark", conf)) {
      new RoundsBenchmark(spark, arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5).run();
    }
  }

  private void run() {
    List<List<String>> rounds = new ArrayList<>();
    for (int parameters : PARAMETERS) {
      rounds.add(new ArrayList<>(List.of(Report.number(parameters, 0))));
    }
    List<String> head = new ArrayList<>(List.of("parameters"));
    for (int shards : SHARDS) {
      head.add(shards + " shards");
      try (SparkRows rows = rows(10_000, shards)) {
        for (int index = 0; index < PARAMETERS.length; index++) {
          float[] vector = new float[PARAMETERS[index]];
          rounds.get(index).add(seconds(() -> rows.average(vector, new NoTraining())));
        }
      }
    }
    List<List<String>> quantiles = new ArrayList<>();
    for (int count : ROWS) {
      try (SparkRows rows = rows(count, 8)) {
        quantiles.add(
            List.of(
                Report.number(count, 0),
                seconds(() -> rows.quantile(new First(), (long) (0.9 * count)))));
      }
    }
    new Report("rounds", "Rounds and quantiles: wall seconds on local[2]")
        .note("One averaging round without training. Medians of %d.".formatted(repeats))
        .table(head, rounds)
        .note("One exact quantile of one feature, 8 shards.")
        .table(List.of("rows", "seconds"), quantiles)
        .publish();
  }

  private SparkRows rows(long count, int shards) {
    return ShardedRows.of(
        spark.range(0, count, 1, 2).toDF("id"), new Generated(), List.of("id"), shards);
  }

  private String seconds(Runnable work) {
    work.run(); // warms up
    List<Double> taken = new ArrayList<>();
    for (int repeat = 0; repeat < repeats; repeat++) {
      long start = System.nanoTime();
      work.run();
      taken.add((System.nanoTime() - start) / 1e9);
    }
    return Report.number(Median.of(taken), 2);
  }
}
