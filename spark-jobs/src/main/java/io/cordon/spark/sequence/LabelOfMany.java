package io.cordon.spark.sequence;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import io.cordon.spark.features.InternalRows;
import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The label of a row that is made of many: an anomaly's where one of them is an anomaly.
 *
 * @param column of the labels
 * @param anomaly what is true for anomalies
 */
public record LabelOfMany(String column, Column anomaly) {

  /** An aggregate with the name and type of the column. */
  Column aggregate() {
    Column label = InternalRows.column(column);
    return coalesce(min(when(anomaly, label)), min(label)).as(column);
  }

  /** A table to score may have no labels: training and evaluation tell of it. */
  static Optional<LabelOfMany> in(Dataset<Row> table, Optional<LabelOfMany> wanted) {
    return wanted.filter(
        label -> Arrays.stream(table.columns()).anyMatch(label.column::equalsIgnoreCase));
  }
}
