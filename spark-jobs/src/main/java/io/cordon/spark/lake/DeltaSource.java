package io.cordon.spark.lake;

import io.cordon.spark.source.DayTable;
import io.cordon.spark.source.Positions;
import io.delta.tables.DeltaTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * A version of a Delta table.
 *
 * @param path the table's folder
 */
record DeltaSource(String path, long version) implements Snapshot {

  /** The newest version of a table. */
  static DeltaSource newest(SparkSession spark, String path) {
    if (!Restorable.read(path, () -> DeltaTable.isDeltaTable(spark, path))) {
      throw Restorable.noTable(path, null);
    }
    return new DeltaSource(path, version(spark, path));
  }

  static long version(SparkSession spark, String path) {
    return Restorable.read(
        path,
        () ->
            DeltaTable.forPath(spark, path)
                .history(1)
                .select("version")
                .collectAsList()
                .get(0)
                .getLong(0));
  }

  @Override
  public String text() {
    return path + ", version " + version;
  }

  @Override
  public String fingerprint() {
    return "delta " + version;
  }

  @Override
  public Dataset<Row> rows(SparkSession spark) {
    return spark.read().format("delta").option("versionAsOf", version).load(path);
  }

  /** Delta hides Parquet's row numbers: rows are counted, without those that were deleted since. */
  @Override
  public Dataset<Row> located(
      SparkSession spark, UnaryOperator<Dataset<Row>> chosen, List<Column> columns) {
    List<Column> all = new ArrayList<>(columns);
    all.add(functions.col("_metadata.file_path").as(DayTable.FILE));
    return Positions.of(
        chosen.apply(rows(Positions.unsplit(spark))).select(all.toArray(Column[]::new)));
  }
}
