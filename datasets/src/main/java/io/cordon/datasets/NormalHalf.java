package io.cordon.datasets;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.xxhash64;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The protocol of paper 004 for tables (and of DAGMM, GOAD and NeuTraL AD before it): one half of
 * the normal rows trains; the other half and all anomalies are the test set. For {@code n} normal
 * rows {@code floor(n / 2)} train.
 *
 * @param shuffled whether the half is drawn by a hash of (seed, id); else it is the first half by
 *     id, which is the order of the file
 * @param seed two seeds give two independent halves
 */
public record NormalHalf(boolean shuffled, long seed) {

  /**
   * The rows of a part.
   *
   * @param id a column of whole numbers that tells the rows apart
   * @param label 1 = anomaly, 0 = normal
   * @throws UserException (BAD_DATA) where there are fewer than two normal rows
   */
  public Dataset<Row> select(Dataset<Row> table, String id, String label, HoldOut.Part part) {
    Column normal = col(label).equalTo(0);
    Column whole = col(id).cast("bigint");
    Column order = shuffled ? xxhash64(lit(seed), lit("normal-half"), whole) : whole;
    long[] places =
        table.where(normal).select(order).collectAsList().stream()
            .mapToLong(row -> row.getLong(0))
            .sorted()
            .toArray();
    if (places.length < 2) {
      throw new UserException(
          ExitCode.BAD_DATA,
          "Parting the normal rows needs at least two, but the table has " + places.length + ".");
    }
    Column trains = normal.and(order.leq(lit(places[places.length / 2 - 1])));
    return switch (part) {
      case ALL -> table;
      case TRAIN -> table.where(trains);
      case TEST -> table.where(not(trains));
    };
  }
}
