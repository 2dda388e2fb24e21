package io.cordon.datasets;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One class against the rest on a set that comes in parts (paper 004): the normal rows of its part
 * {@code train} train, all rows of its part {@code test} test.
 */
public final class OfficialParts {
  private OfficialParts() {}

  /**
   * The rows of a part.
   *
   * @param table of a data set of images, with its column {@code part}
   * @param label 1 = anomaly, 0 = normal
   */
  public static Dataset<Row> select(Dataset<Row> table, String label, HoldOut.Part part) {
    return switch (part) {
      case ALL -> table;
      case TRAIN -> table.where(col(ImageTable.PART).equalTo("train").and(col(label).equalTo(0)));
      case TEST -> table.where(col(ImageTable.PART).equalTo("test"));
    };
  }
}
