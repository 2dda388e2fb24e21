package io.cordon.spark.lake;

import io.cordon.spark.publish.DayCommit;
import io.cordon.spark.publish.DayTarget;
import io.cordon.spark.publish.LedgerEntry;
import io.cordon.spark.publish.TableDay;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.spark.sql.DataFrameWriterV2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.types.StructType;

/**
 * An Iceberg table of a catalogue, which must be there, partitioned by the day. A day is replaced
 * by one dynamic overwrite of its partition, whose snapshot carries the run and its entry. Iceberg
 * itself lets the last of two writers win; here a commit names the snapshot that the run started
 * from, and fails where another has written to the day since.
 */
public final class IcebergTarget implements DayTarget {
  private static final String SAYS = "cordon.commit";

  private final SparkSession spark;
  private final String name;
  private final TableDay day;
  private long base;

  private IcebergTarget(SparkSession spark, String name, TableDay day) {
    this.spark = spark;
    this.name = name;
    this.day = day;
  }

  /**
   * Finds the table.
   *
   * @throws io.cordon.error.UserException STORAGE where there is none; MISMATCH where it is not
   *     partitioned by the day alone
   */
  public static IcebergTarget of(SparkSession spark, String name, String column, LocalDate date) {
    Table table = IcebergSource.table(spark, name);
    List<String> partitions = new ArrayList<>();
    table
        .spec()
        .fields()
        .forEach(
            field ->
                partitions.add(
                    table.schema().findColumnName(field.sourceId())
                        + (field.transform().isIdentity() ? "" : " by " + field.transform())));
    TableColumns.requirePartition(name, partitions, column);
    return new IcebergTarget(spark, name, new TableDay(new Path(table.location()), column, date));
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
    return name + ", " + day.column() + "=" + day.date();
  }

  @Override
  public boolean isPublishedByRenames() {
    return false;
  }

  @Override
  public void begin() {
    base = IcebergSource.newest(spark, name).id();
  }

  @Override
  public boolean exists() {
    return Restorable.read(name, () -> !rowsNow().isEmpty());
  }

  @Override
  public Optional<LedgerEntry> entry() {
    return commits().stream()
        .map(DayCommit::entry)
        .filter(entry -> entry.identity().date().equals(day.date().toString()))
        .findFirst();
  }

  @Override
  public boolean committed(String run) {
    return commits().stream().anyMatch(found -> found.cordonRun().equals(run));
  }

  @Override
  public void check(StructType rows) {
    StructType table = IcebergSource.newest(spark, name).rows(spark).schema();
    TableColumns.requireSame(name, DayColumn.of(table, day.column(), name).dropped(table), rows);
  }

  @Override
  public void check(Path staged) {
    check(spark.read().parquet(staged.toString()).schema());
  }

  @Override
  public void commit(Path staged, DayCommit commit) {
    Dataset<Row> rows = spark.read().parquet(staged.toString());
    StructType table = IcebergSource.newest(spark, name).rows(spark).schema();
    DayColumn column = DayColumn.of(table, day.column(), name);
    try {
      DataFrameWriterV2<Row> writer =
          rows.withColumn(column.name(), column.value(day.date()))
              .writeTo(name)
              .option("snapshot-property." + SAYS, commit.text())
              .option("isolation-level", "serializable");
      (base == 0 ? writer : writer.option("validate-from-snapshot-id", String.valueOf(base)))
          .overwritePartitions();
    } catch (NoSuchTableException gone) {
      throw Restorable.noTable(name, gone);
    } catch (RuntimeException problem) {
      if (isLostRace(problem)) {
        throw Racing.lost(text(), problem);
      }
      throw problem;
    }
    Restorable.requireRows(
        text(), rows.count(), rowsNow().count(), "CALL system.rollback_to_snapshot to " + base);
  }

  private static boolean isLostRace(Throwable problem) {
    for (Throwable at = problem; at != null; at = at.getCause()) {
      if (at instanceof ValidationException || at instanceof CommitFailedException) {
        return true;
      }
    }
    return false;
  }

  /** What the commits of Cordon say that the table now stands on, newest first. */
  private List<DayCommit> commits() {
    List<DayCommit> commits = new ArrayList<>();
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(IcebergSource.table(spark, name))) {
      DayCommit.of(snapshot.summary().get(SAYS)).ifPresent(commits::add);
    }
    return commits;
  }

  private Dataset<Row> rowsNow() {
    Dataset<Row> table = IcebergSource.newest(spark, name).rows(spark);
    return table.where(DayColumn.of(table.schema(), day.column(), name).is(day.date()));
  }
}
