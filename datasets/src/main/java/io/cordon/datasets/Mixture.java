package io.cordon.datasets;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * So many normal rows and so many anomalies (paper 001, table 1): those with the smallest hashes of
 * (seed, ids), so that the draw depends on nothing else.
 *
 * @param normals normal rows; 0 for all
 * @param anomalies rows that are anomalies; 0 for all
 * @param seed two seeds give two independent draws
 */
public record Mixture(int normals, int anomalies, long seed) {

  /**
   * The rows of the mixture, with all columns.
   *
   * @param id columns that tell the rows apart
   * @param label 1 = anomaly, 0 = normal
   * @throws UserException (BAD_DATA) where the table has too few of either
   */
  public Dataset<Row> select(Dataset<Row> table, List<String> id, String label) {
    Stream<Column> ids = id.stream().map(org.apache.spark.sql.functions::col);
    Column order =
        xxhash64(Stream.concat(Stream.of(lit(seed), lit("mixture")), ids).toArray(Column[]::new));
    return smallest(table.where(col(label).equalTo(0)), order, normals, "normal rows")
        .union(smallest(table.where(col(label).equalTo(1)), order, anomalies, "anomalies"));
  }

  private static Dataset<Row> smallest(Dataset<Row> rows, Column order, int count, String what) {
    if (count == 0) {
      return rows;
    }
    long[] hashes =
        rows.select(order).collectAsList().stream()
            .mapToLong(row -> row.getLong(0))
            .sorted()
            .toArray();
    if (hashes.length < count) {
      throw new UserException(
          ExitCode.BAD_DATA,
          "The mixture needs " + count + " " + what + ", but the table has " + hashes.length + ".");
    }
    return rows.where(order.leq(lit(hashes[count - 1])));
  }
}
