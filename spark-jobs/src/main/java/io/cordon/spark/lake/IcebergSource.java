package io.cordon.spark.lake;

import io.cordon.spark.source.DayTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.iceberg.Table;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.functions;

/**
 * A snapshot of an Iceberg table.
 *
 * @param name of the table in its catalogue
 * @param id the snapshot's; 0 for a table that nothing was ever written to
 */
record IcebergSource(String name, long id) implements Snapshot {

  /** The newest snapshot of a table. */
  static IcebergSource newest(SparkSession spark, String name) {
    Table table = table(spark, name);
    return new IcebergSource(
        name, table.currentSnapshot() == null ? 0 : table.currentSnapshot().snapshotId());
  }

  /** The table as its catalogue has it now. */
  static Table table(SparkSession spark, String name) {
    return Restorable.read(
        name,
        () -> {
          try {
            Table table = Spark3Util.loadIcebergTable(spark, name);
            table.refresh();
            return table;
          } catch (NoSuchTableException none) {
            throw Restorable.noTable(name, none);
          }
        });
  }

  @Override
  public String text() {
    return name + ", snapshot " + id;
  }

  @Override
  public String fingerprint() {
    return "iceberg " + id;
  }

  @Override
  public Dataset<Row> rows(SparkSession spark) {
    return id == 0
        ? spark.read().format("iceberg").load(name)
        : spark.read().format("iceberg").option("snapshot-id", id).load(name);
  }

  @Override
  public Dataset<Row> located(
      SparkSession spark, UnaryOperator<Dataset<Row>> chosen, List<Column> columns) {
    List<Column> all = new ArrayList<>(columns);
    all.add(functions.col("_file").as(DayTable.FILE));
    all.add(functions.col("_pos").as(DayTable.POSITION));
    return chosen.apply(rows(spark)).select(all.toArray(Column[]::new));
  }
}
