package io.cordon.datasets;

import org.apache.spark.sql.api.java.UDF1;

/** {@link KddLine#fits} for Spark, on an executor. */
final class KddLineFits implements UDF1<String, Boolean> {
  private static final long serialVersionUID = 1L;

  @Override
  public Boolean call(String line) {
    return KddLine.fits(line);
  }
}
