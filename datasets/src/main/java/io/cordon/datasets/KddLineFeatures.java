package io.cordon.datasets;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;

/** {@link KddLine#features} for Spark, on an executor. */
final class KddLineFeatures implements UDF1<String, Row> {
  private static final long serialVersionUID = 1L;

  @Override
  public Row call(String line) {
    return RowFactory.create(KddLine.features(line));
  }
}
