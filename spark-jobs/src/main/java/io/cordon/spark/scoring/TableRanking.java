package io.cordon.spark.scoring;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.metric.ClassCounts;
import io.cordon.metric.RankingMetrics;
import io.cordon.metric.RankingSums;
import io.cordon.metric.RankingSweep;
import io.cordon.metric.ScoreGroup;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Ranking metrics of a scored table of any size: rows of equal score are counted together, sorted
 * by ranges of score, and every range is swept by its own task. The driver sees a few numbers for
 * each range.
 */
public final class TableRanking {

  private TableRanking() {}

  /**
   * The metrics of one score column.
   *
   * @param anomaly true for anomalies, false for normal rows, never null
   * @throws UserException where a score is null, NaN or infinite
   */
  public static RankingMetrics of(Dataset<Row> scored, String score, Column anomaly) {
    refuseNonFinite(scored, score);
    JavaRDD<ScoreGroup> groups =
        scored
            .groupBy(col(score))
            .agg(sum(when(anomaly, 1L).otherwise(0L)), sum(when(anomaly, 0L).otherwise(1L)))
            .orderBy(col(score).desc())
            .toJavaRDD()
            .map(row -> new ScoreGroup(row.getDouble(0), row.getLong(1), row.getLong(2)))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      List<ClassCounts> parts = groups.mapPartitions(new CountClasses()).collect();
      List<ClassCounts> above = new ArrayList<>();
      ClassCounts totals = ClassCounts.NONE;
      for (ClassCounts part : parts) {
        above.add(totals);
        totals = totals.plus(part);
      }
      RankingSums sums = RankingSums.NONE;
      for (RankingSums part :
          groups.mapPartitionsWithIndex(new Sweep(totals, above), true).collect()) {
        sums = sums.plus(part);
      }
      return RankingMetrics.of(totals, sums);
    } finally {
      groups.unpersist(false);
    }
  }

  private static void refuseNonFinite(Dataset<Row> scored, String score) {
    Column value = col(score);
    Column finite =
        value
            .isNotNull()
            .and(value.isNaN().unary_$bang())
            .and(value.$less(Double.POSITIVE_INFINITY))
            .and(value.$greater(Double.NEGATIVE_INFINITY));
    long bad = scored.filter(finite.unary_$bang()).select(count(lit(1))).first().getLong(0);
    if (bad > 0) {
      throw new UserException(
          ExitCode.BAD_DATA,
          "Every "
              + score
              + " must be a finite number, but "
              + bad
              + " are null, NaN or infinite: score the table again");
    }
  }

  /** Runs on executors: rows of each class in a range of scores. */
  private static final class CountClasses
      implements FlatMapFunction<Iterator<ScoreGroup>, ClassCounts> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<ClassCounts> call(Iterator<ScoreGroup> groups) {
      ClassCounts counts = ClassCounts.NONE;
      while (groups.hasNext()) {
        ScoreGroup group = groups.next();
        counts = counts.plus(new ClassCounts(group.anomalies(), group.normals()));
      }
      return List.of(counts).iterator();
    }
  }

  /** Runs on executors: sweeps one range of scores. */
  private static final class Sweep
      implements Function2<Integer, Iterator<ScoreGroup>, Iterator<RankingSums>> {
    private static final long serialVersionUID = 1L;
    private final ClassCounts totals;
    private final List<ClassCounts> above;

    Sweep(ClassCounts totals, List<ClassCounts> above) {
      this.totals = totals;
      this.above = above;
    }

    @Override
    public Iterator<RankingSums> call(Integer part, Iterator<ScoreGroup> groups) {
      RankingSweep sweep = new RankingSweep(totals, above.get(part));
      groups.forEachRemaining(sweep::add);
      return List.of(sweep.sums()).iterator();
    }
  }
}
