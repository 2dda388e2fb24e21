package io.cordon.spark.lake;

import io.cordon.spark.publish.DayCommit;
import io.cordon.spark.publish.DayTarget;
import io.cordon.spark.publish.LedgerEntry;
import io.cordon.spark.publish.TableDay;
import io.delta.exceptions.DeltaConcurrentModificationException;
import io.delta.tables.DeltaTable;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A Delta table, made by the first day. A day is replaced by one {@code replaceWhere}, whose commit
 * carries the run and its entry.
 *
 * <p>Delta writes a transaction's number once: all runs of a day share one application id, and a
 * run's number is the table's version when it took the day. So of two runs that took it at the same
 * version, which the day's lock prevents, at most one can commit, and a run that was taken for dead
 * cannot commit over the one that took over.
 */
public final class DeltaTarget implements DayTarget {
  private static final String FORMAT = "delta";

  private final SparkSession spark;
  private final TableDay day;
  private final String path;
  private long base = -1;

  public DeltaTarget(SparkSession spark, TableDay day) {
    this.spark = spark;
    this.day = day;
    this.path = day.table().toString();
  }

  @Override
  public TableDay day() {
    return day;
  }

  @Override
  public String format() {
    return "parquet";
  }

  @Override
  public String text() {
    return path + ", " + day.column() + "=" + day.date();
  }

  @Override
  public boolean isPublishedByRenames() {
    return false;
  }

  @Override
  public void begin() {
    base = isThere() ? DeltaSource.version(spark, path) : -1;
  }

  @Override
  public boolean exists() {
    return isThere() && Restorable.read(path, () -> !rows(rowsNow()).isEmpty());
  }

  @Override
  public Optional<LedgerEntry> entry() {
    return commits(Integer.MAX_VALUE).stream()
        .map(DayCommit::entry)
        .filter(entry -> entry.identity().date().equals(day.date().toString()))
        .findFirst();
  }

  @Override
  public boolean committed(String run) {
    return commits(Integer.MAX_VALUE).stream().anyMatch(found -> found.cordonRun().equals(run));
  }

  @Override
  public void check(StructType rows) {
    if (isThere()) {
      StructType table = rowsNow().schema();
      TableColumns.requireSame(path, DayColumn.of(table, day.column(), path).dropped(table), rows);
    }
  }

  @Override
  public void check(Path staged) {
    check(spark.read().parquet(staged.toString()).schema());
  }

  @Override
  public void commit(Path staged, DayCommit commit) {
    Dataset<Row> rows = spark.read().parquet(staged.toString());
    boolean there = isThere();
    DayColumn column = new DayColumn(day.column(), DataTypes.DateType);
    if (there) {
      column = DayColumn.of(rowsNow().schema(), day.column(), path);
    }
    DataFrameWriter<Row> writer =
        rows.withColumn(column.name(), column.value(day.date()))
            .write()
            .format(FORMAT)
            .mode("overwrite")
            .option("replaceWhere", column.sql(day.date()))
            .option("txnAppId", "cordon " + day.date())
            .option("txnVersion", base + 1)
            .option("userMetadata", commit.text());
    try {
      (there ? writer : writer.partitionBy(column.name())).save(path);
    } catch (Exception problem) {
      // Spark's Scala code throws checked exceptions without declaring them.
      if (problem instanceof DeltaConcurrentModificationException) {
        throw Racing.lost(text(), problem);
      }
      throw problem;
    }
    requireMine(commit, rows.count());
  }

  /** Delta passes over a commit whose number it has, without a word. */
  private void requireMine(DayCommit commit, long expected) {
    int since = (int) Math.min(Integer.MAX_VALUE, DeltaSource.version(spark, path) - base);
    boolean mine =
        since > 0
            && commits(since).stream()
                .anyMatch(found -> found.cordonRun().equals(commit.cordonRun()));
    if (!mine) {
      throw Racing.lost(text(), null);
    }
    Restorable.requireRows(
        text(), expected, rows(rowsNow()).count(), "RESTORE TABLE ... TO VERSION AS OF " + base);
  }

  /** What the newest commits of Cordon say, newest first. */
  private List<DayCommit> commits(int newest) {
    if (!isThere()) {
      return List.of();
    }
    return Restorable.read(
        path,
        () ->
            DeltaTable.forPath(spark, path)
                .history(newest)
                .where("userMetadata is not null")
                .select("userMetadata")
                .collectAsList()
                .stream()
                .flatMap(row -> DayCommit.of(row.getString(0)).stream())
                .toList());
  }

  private boolean isThere() {
    return Restorable.read(path, () -> DeltaTable.isDeltaTable(spark, path));
  }

  private Dataset<Row> rowsNow() {
    return Restorable.read(path, () -> spark.read().format(FORMAT).load(path));
  }

  private Dataset<Row> rows(Dataset<Row> table) {
    return table.where(DayColumn.of(table.schema(), day.column(), path).is(day.date()));
  }
}
