package io.cordon.spark.lake;

import io.cordon.spark.publish.DayTarget;
import io.cordon.spark.publish.FolderTarget;
import io.cordon.spark.publish.ObjectStores;
import io.cordon.spark.publish.TableDay;
import java.io.IOException;
import java.time.LocalDate;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** A table of a Hive catalogue: folders, of which the catalogue is told once they are in place. */
final class HiveTarget implements DayTarget {
  private final SparkSession spark;
  private final HiveTable table;
  private final FolderTarget folder;

  private HiveTarget(SparkSession spark, HiveTable table, FolderTarget folder) {
    this.spark = spark;
    this.table = table;
    this.folder = folder;
  }

  static HiveTarget of(SparkSession spark, String name, String column, LocalDate date) {
    HiveTable table = HiveTable.of(spark, name, column);
    ObjectStores.refuse(table.location().toUri());
    TableDay day = new TableDay(table.location(), table.column(), date);
    return new HiveTarget(
        spark,
        table,
        new FolderTarget(spark.sparkContext().hadoopConfiguration(), day, table.format().text()));
  }

  @Override
  public TableDay day() {
    return folder.day();
  }

  @Override
  public String format() {
    return folder.format();
  }

  @Override
  public String text() {
    return table.name() + ", " + table.column() + "=" + day().date();
  }

  @Override
  public boolean exists() throws IOException {
    return folder.exists() || table.day(day().date()).isPresent();
  }

  @Override
  public void check(StructType rows) {
    TableColumns.requireSame(table.name(), table.columns(), rows);
  }

  @Override
  public void check(Path staged) {
    check(spark.read().format(format()).load(staged.toString()).schema());
  }

  @Override
  public void place(Path staged, Path aside) throws IOException {
    folder.place(staged, aside);
    table.add(day().date(), day().place(TableDay.Part.TABLE));
    spark
        .catalog()
        .refreshTable(table.name()); // a session keeps the list of files that it has read
  }
}
