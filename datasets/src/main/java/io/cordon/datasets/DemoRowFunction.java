package io.cordon.datasets;

import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Makes the demo's row of a number, on an executor. */
final class DemoRowFunction implements MapFunction<Long, Row> {
  private static final long serialVersionUID = 1L;

  private final long rows;
  private final double attackShare;
  private final long seed;
  private final Orientation orientation;

  DemoRowFunction(DemoSettings settings, Orientation orientation) {
    this.rows = settings.rows();
    this.attackShare = settings.attackShare();
    this.seed = settings.seed();
    this.orientation = orientation;
  }

  @Override
  public Row call(Long row) {
    return RowFactory.create(
        DemoRow.at(new DemoSettings(rows, attackShare, seed), row).values(row, orientation));
  }
}
