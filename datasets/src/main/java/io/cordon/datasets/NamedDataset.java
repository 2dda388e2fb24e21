package io.cordon.datasets;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A data set that Cordon knows by name: its table, and which columns of it are not features. */
public interface NamedDataset {

  /** The name in settings and on the command line. */
  String name();

  /** Columns that identify a row; never features. */
  List<String> idColumns();

  /** An int column: 1 = anomaly, 0 = normal class; never a feature. */
  String labelColumn();

  /** Further columns that must not become features, because they say what the label says. */
  List<String> excludedColumns();

  /**
   * The whole canonical table, the same rows with the same ids whatever the partitioning.
   *
   * @throws io.cordon.error.UserException where the files are missing (STORAGE) or hold lines that
   *     cannot be used (BAD_DATA)
   */
  Dataset<Row> wholeTable(SparkSession spark, DatasetRequest request);

  /** The canonical table, or the part of it that the request's hold-out protocol asks for. */
  default Dataset<Row> table(SparkSession spark, DatasetRequest request) {
    Dataset<Row> whole = wholeTable(spark, request);
    return request
        .holdOut()
        .map(protocol -> protocol.select(whole, idColumns(), labelColumn()))
        .orElse(whole);
  }
}
