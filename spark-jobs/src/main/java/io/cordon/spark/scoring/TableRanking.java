package io.cordon.spark.scoring;

import static org.apache.spark.sql.functions.col;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.metric.ClassCounts;
import io.cordon.metric.RankingMetrics;
import io.cordon.metric.RankingSums;
import io.cordon.metric.RankingSweep;
import io.cordon.metric.ScoreRuns;
import io.cordon.spark.features.InternalRows;
import io.cordon.spark.rows.RecordSerialisation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Ranking metrics of a scored table of any size. Each partition sorts its scores and counts rows of
 * equal score together; the sorted runs are spread over ranges of score, and every range is swept
 * by its own task. The driver sees a few numbers for each range.
 */
public final class TableRanking {
  /** Scores that a partition names for the choice of the ranges. */
  private static final int SAMPLE = 64;

  private TableRanking() {}

  /**
   * The metrics of one score column.
   *
   * @param score a column of doubles
   * @param anomaly true for anomalies, false for normal rows, never null
   * @throws UserException where a score is null, NaN or infinite
   */
  public static RankingMetrics of(Dataset<Row> scored, String score, Column anomaly) {
    RecordSerialisation.require(scored.sparkSession().sparkContext().getConf());
    JavaRDD<ScoreRuns> parts =
        InternalRows.of(scored.select(col(score), anomaly))
            .mapPartitions(new Sort(score))
            .persist(StorageLevel.MEMORY_AND_DISK());
    double[] bounds = bounds(parts);
    JavaRDD<ScoreRuns> ranges =
        parts
            .flatMapToPair(new Cut(bounds))
            .partitionBy(new HashPartitioner(bounds.length + 1))
            .values()
            .mapPartitions(new Join(), true)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      List<ClassCounts> above = new ArrayList<>();
      ClassCounts totals = ClassCounts.NONE;
      for (ClassCounts range : ranges.map(new Count()).collect()) {
        above.add(totals);
        totals = totals.plus(range);
      }
      RankingSums sums = RankingSums.NONE;
      for (RankingSums range :
          ranges.mapPartitionsWithIndex(new Sweep(totals, above), true).collect()) {
        sums = sums.plus(range);
      }
      return RankingMetrics.of(totals, sums);
    } finally {
      ranges.unpersist(false);
      parts.unpersist(false);
    }
  }

  /** Bounds that cut the table into about as many equal ranges as it has partitions. */
  private static double[] bounds(JavaRDD<ScoreRuns> parts) {
    double[] sample =
        parts.map(new Sample()).collect().stream()
            .flatMapToDouble(Arrays::stream)
            .sorted()
            .toArray();
    int ranges = Math.max(1, Math.min(parts.getNumPartitions(), sample.length));
    double[] bounds = new double[ranges - 1];
    for (int range = 1; range < ranges; range++) {
      bounds[bounds.length - range] = sample[(int) ((long) range * sample.length / ranges)];
    }
    return bounds;
  }

  /** Runs on executors: the runs of a partition. */
  private record Sort(String column) implements FlatMapFunction<Iterator<InternalRow>, ScoreRuns> {

    @Override
    public Iterator<ScoreRuns> call(Iterator<InternalRow> rows) {
      Scores anomalies = new Scores();
      Scores normals = new Scores();
      while (rows.hasNext()) {
        InternalRow row = rows.next();
        (row.getBoolean(1) ? anomalies : normals).add(score(row));
      }
      return List.of(ScoreRuns.of(anomalies.all(), normals.all())).iterator();
    }

    private double score(InternalRow row) {
      double score = row.isNullAt(0) ? Double.NaN : row.getDouble(0);
      if (!Double.isFinite(score)) {
        throw new UserException(
            ExitCode.BAD_DATA,
            "Every %s must be a finite number, but one is %s: score the table again"
                .formatted(column, row.isNullAt(0) ? "null" : String.valueOf(score)));
      }
      return score;
    }
  }

  /** A growing array. */
  private static final class Scores {
    private double[] values = new double[1024];
    private int count;

    void add(double value) {
      if (count == values.length) {
        values = Arrays.copyOf(values, Math.multiplyExact(2, count));
      }
      values[count++] = value;
    }

    double[] all() {
      return Arrays.copyOf(values, count);
    }
  }

  /** Runs on executors: a few scores of a partition. */
  private record Sample() implements Function<ScoreRuns, double[]> {
    @Override
    public double[] call(ScoreRuns runs) {
      return runs.sample(SAMPLE);
    }
  }

  /** Runs on executors: cuts a partition's runs into the ranges. */
  private record Cut(double[] bounds)
      implements PairFlatMapFunction<ScoreRuns, Integer, ScoreRuns> {
    @Override
    public Iterator<Tuple2<Integer, ScoreRuns>> call(ScoreRuns runs) {
      List<Tuple2<Integer, ScoreRuns>> ranges = new ArrayList<>();
      for (ScoreRuns range : runs.cut(bounds)) {
        ranges.add(new Tuple2<>(ranges.size(), range));
      }
      return ranges.iterator();
    }
  }

  /** Runs on executors: joins what the partitions have of one range. */
  private record Join() implements FlatMapFunction<Iterator<ScoreRuns>, ScoreRuns> {
    @Override
    public Iterator<ScoreRuns> call(Iterator<ScoreRuns> parts) {
      List<ScoreRuns> all = new ArrayList<>();
      parts.forEachRemaining(all::add);
      return List.of(ScoreRuns.merge(all)).iterator();
    }
  }

  /** Runs on executors: rows of each class in a range. */
  private record Count() implements Function<ScoreRuns, ClassCounts> {
    @Override
    public ClassCounts call(ScoreRuns range) {
      return range.counts();
    }
  }

  /** Runs on executors: sweeps one range of scores. */
  private record Sweep(ClassCounts totals, List<ClassCounts> above)
      implements Function2<Integer, Iterator<ScoreRuns>, Iterator<RankingSums>> {
    @Override
    public Iterator<RankingSums> call(Integer part, Iterator<ScoreRuns> ranges) {
      RankingSweep sweep = new RankingSweep(totals, above.get(part));
      ranges.forEachRemaining(range -> range.sweep(sweep));
      return List.of(sweep.sums()).iterator();
    }
  }
}
