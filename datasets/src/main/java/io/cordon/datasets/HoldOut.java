package io.cordon.datasets;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.xxhash64;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * The protocol of DUAD (paper 003, data section; protocols.md 2.2) for any table with ids and a 0/1
 * label: a random share of the rows is the test set; of the others all rows of the normal class
 * train, mixed with just enough anomalies to contaminate them as asked.
 *
 * <p>A row belongs to the test set if a 64-bit hash of (seed, ids) falls below {@code testShare} of
 * the range of hashes: a column expression that costs no pass, so the number of test rows is the
 * share give or take {@code sqrt(count * share * (1 - share))}. The contamination is exact: the
 * anomalies with the smallest second hash are taken, their number rounded to the nearest row; this
 * takes two passes over ids and label when the part is selected. Rows with equal ids stay together.
 * The choice is a function of (seed, ids, label) alone, never of order or partitioning.
 *
 * @param testShare share of the rows that is held out, in [0, 1)
 * @param contamination share of anomalies among the training rows, in [0, 1); unset = all anomalies
 *     of the training part
 * @param seed two seeds give two independent splits
 * @param part which rows to keep
 */
public record HoldOut(double testShare, OptionalDouble contamination, long seed, Part part) {

  /** Which rows to keep: those to learn from, those held out, or every row. */
  public enum Part {
    TRAIN,
    TEST,
    ALL
  }

  public HoldOut {
    if (!(testShare >= 0 && testShare < 1)) {
      throw new UserException(
          ExitCode.USAGE, "The share of test rows must lie in [0, 1), but is " + testShare + ".");
    }
    if (contamination.isPresent()
        && !(contamination.getAsDouble() >= 0 && contamination.getAsDouble() < 1)) {
      throw new UserException(
          ExitCode.USAGE,
          "The contamination must lie in [0, 1), but is " + contamination.getAsDouble() + ".");
    }
  }

  /** The protocol of paper 003: half of the rows held out. */
  public static HoldOut half(double contamination, long seed, Part part) {
    return new HoldOut(0.5, OptionalDouble.of(contamination), seed, part);
  }

  /**
   * The rows of the part, with all columns.
   *
   * @param idColumns columns that tell the rows apart
   * @param labelColumn 1 = anomaly, 0 = normal class
   * @throws UserException (BAD_DATA) where a label is neither 0 nor 1, or the training part has
   *     clearly fewer anomalies than the contamination needs
   */
  public Dataset<Row> select(Dataset<Row> table, List<String> idColumns, String labelColumn) {
    Column test = hash(table, "hold-out", idColumns).lt(lit(hashBelow(testShare)));
    return switch (part) {
      case ALL -> table;
      case TEST -> table.where(test);
      case TRAIN ->
          train(table.where(not(test)), hash(table, "contamination", idColumns), labelColumn);
    };
  }

  private Dataset<Row> train(Dataset<Row> half, Column order, String labelColumn) {
    return contamination.isPresent()
        ? new Contamination(half, order, labelColumn).mixedTo(contamination.getAsDouble())
        : half;
  }

  /**
   * A uniform 64-bit hash of (seed, purpose, ids); whole numbers hash alike whatever their width.
   */
  private Column hash(Dataset<Row> table, String purpose, List<String> idColumns) {
    Stream<Column> ids =
        idColumns.stream()
            .map(
                name ->
                    isWhole(table.schema().apply(name).dataType())
                        ? col(name).cast("bigint")
                        : col(name));
    return xxhash64(Stream.concat(Stream.of(lit(seed), lit(purpose)), ids).toArray(Column[]::new));
  }

  private static boolean isWhole(DataType type) {
    return type.equals(DataTypes.IntegerType)
        || type.equals(DataTypes.ShortType)
        || type.equals(DataTypes.ByteType);
  }

  /** The signed hash that a share of all hashes lies below. */
  private static long hashBelow(double share) {
    return (long) ((share - 0.5) * 0x1p64);
  }
}
