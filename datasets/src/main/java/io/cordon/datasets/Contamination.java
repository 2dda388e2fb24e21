package io.cordon.datasets;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftright;
import static org.apache.spark.sql.functions.when;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mixes exactly so many anomalies into the normal class that they make a given share. The anomalies
 * with the smallest hashes are taken: radix selection finds the hash of the last one, by a
 * histogram of the leading bits and then the few hashes of one bucket, so that the driver holds
 * thousands of numbers at any scale.
 */
final class Contamination {
  /**
   * How far below the wanted contamination a table may stay before it is an error: 20 % are wanted
   * of KDD Cup 99 by paper 003, and it has 19.7 %.
   */
  private static final double TOLERATED_SHORTAGE = 0.05;

  private static final int LEADING_BITS = 12;
  private static final Logger LOG = LoggerFactory.getLogger(Contamination.class);

  private final Dataset<Row> rows;
  private final Column hash;
  private final Column label;

  Contamination(Dataset<Row> rows, Column hash, String labelColumn) {
    this.rows = rows;
    this.hash = hash;
    this.label = col(labelColumn);
  }

  /** All rows of the normal class and the chosen anomalies. */
  Dataset<Row> mixedTo(double share) {
    List<Row> buckets =
        SparkJob.described(
            rows.sparkSession(), "count the classes of the training part", this::bucketCounts);
    long normals = 0;
    long anomalies = 0;
    for (Row bucket : buckets) {
      refuseOtherLabels(bucket);
      if (bucket.getLong(0) == 0) {
        normals += bucket.getLong(2);
      } else {
        anomalies += bucket.getLong(2);
      }
    }
    long wanted = Math.round(normals * share / (1 - share));
    long taken = Math.min(wanted, anomalies);
    if (taken < wanted * (1 - TOLERATED_SHORTAGE)) {
      throw new UserException(
          ExitCode.BAD_DATA,
          "A contamination of %s needs %d anomalies beside %d rows of the normal class, but the training part has only %d: lower the contamination or hold out fewer rows."
              .formatted(share, wanted, normals, anomalies));
    }
    LOG.info(
        "training part: {} rows of the normal class and {} of {} anomalies, contamination {}",
        normals,
        taken,
        anomalies,
        taken == 0 ? 0 : (double) taken / (normals + taken));
    Column normal = label.equalTo(0);
    if (taken == 0) {
      return rows.where(normal);
    }
    return taken == anomalies
        ? rows
        : rows.where(normal.or(hash.leq(lit(orderStatistic(buckets, taken)))));
  }

  private List<Row> bucketCounts() {
    Column bucket = when(label.equalTo(1), leadingBits());
    return rows.groupBy(label.cast("bigint").as("label"), bucket.as("bucket"))
        .agg(count(lit(1)))
        .collectAsList();
  }

  private Column leadingBits() {
    return shiftright(hash, Long.SIZE - LEADING_BITS);
  }

  private static void refuseOtherLabels(Row bucket) {
    if (bucket.isNullAt(0) || bucket.getLong(0) != 0 && bucket.getLong(0) != 1) {
      throw new UserException(
          ExitCode.BAD_DATA,
          "Every label must be 0 (normal class) or 1 (anomaly), but %d rows have %s."
              .formatted(bucket.getLong(2), bucket.get(0)));
    }
  }

  /** The hash of the rank-th anomaly, rank from 1. */
  private long orderStatistic(List<Row> buckets, long rank) {
    List<Row> anomalies =
        buckets.stream()
            .filter(bucket -> bucket.getLong(0) == 1)
            .sorted(Comparator.comparingLong(bucket -> bucket.getLong(1)))
            .toList();
    long before = 0;
    int index = 0;
    while (before + anomalies.get(index).getLong(2) < rank) {
      before += anomalies.get(index).getLong(2);
      index++;
    }
    long bucket = anomalies.get(index).getLong(1);
    List<Row> inside =
        SparkJob.described(
            rows.sparkSession(),
            "choose the anomalies of the training part",
            () ->
                rows.where(label.equalTo(1).and(leadingBits().equalTo(bucket)))
                    .select(hash)
                    .collectAsList());
    long[] hashes = inside.stream().mapToLong(row -> row.getLong(0)).sorted().toArray();
    return hashes[(int) (rank - before) - 1];
  }
}
