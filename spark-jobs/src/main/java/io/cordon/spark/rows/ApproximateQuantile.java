package io.cordon.spark.rows;

import io.cordon.model.Recipe;
import io.cordon.rows.RowFunction;
import io.cordon.rows.Rows;

/**
 * Spark's approximate quantile over the scores of all rows, for a table that should be passed over
 * once.
 *
 * @param error the most by which the rank may be off, as a share of the rows
 */
public record ApproximateQuantile(double error) implements Recipe.Quantile {

  @Override
  public float of(Rows rows, RowFunction score, long rank) {
    if (!(rows instanceof SparkRows table)) {
      throw new IllegalArgumentException("Spark's quantile needs rows on Spark");
    }
    return table.approximateQuantile(score, (double) rank / rows.count(), error);
  }

  @Override
  public String name() {
    return "approximate";
  }
}
