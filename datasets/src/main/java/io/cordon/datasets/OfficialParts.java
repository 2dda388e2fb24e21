package io.cordon.datasets;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * One class against the rest on a set that comes in parts (paper 004): the normal rows of its part
 * {@code train} train, all rows of its part {@code test} test.
 */
public final class OfficialParts {
  private OfficialParts() {}

  /**
   * The rows of a part.
   *
   * @param table of a data set that comes in parts, with its column {@code part}
   * @param label 1 = anomaly, 0 = normal
   */
  public static Dataset<Row> select(Dataset<Row> table, String label, HoldOut.Part part) {
    return switch (part) {
      case ALL -> table;
      case TRAIN -> table.where(col(ImageTable.PART).equalTo("train").and(col(label).equalTo(0)));
      case TEST -> table.where(col(ImageTable.PART).equalTo("test"));
    };
  }

  /**
   * The rows of a part, of those to test with only such as differ from all that train.
   *
   * @param features columns in which rows must differ; one is enough
   */
  public static Dataset<Row> unseen(
      Dataset<Row> table, String label, HoldOut.Part part, List<String> features) {
    if (part != HoldOut.Part.TEST) {
      return select(table, label, part);
    }
    String[] columns = features.toArray(String[]::new);
    Dataset<Row> seen =
        select(table, label, HoldOut.Part.TRAIN)
            .select(features.stream().map(functions::col).toArray(Column[]::new))
            .distinct();
    return select(table, label, part).join(seen, columns, "left_anti");
  }
}
