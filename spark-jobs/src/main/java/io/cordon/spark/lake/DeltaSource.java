package io.cordon.spark.lake;

import io.cordon.spark.features.InternalRows;
import io.delta.tables.DeltaTable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

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

  @Override
  public Column file() {
    return InternalRows.column("_metadata").getField("file_path");
  }

  @Override
  public Column position() {
    return InternalRows.column("_metadata").getField("row_index");
  }
}
