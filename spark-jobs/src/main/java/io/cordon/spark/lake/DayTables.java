package io.cordon.spark.lake;

import io.cordon.spark.publish.DayTarget;
import io.cordon.spark.publish.FolderTarget;
import io.cordon.spark.publish.TableDay;
import io.cordon.spark.source.DayFiles;
import io.cordon.spark.source.DaySource;
import io.cordon.spark.source.FileFormat;
import java.time.LocalDate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * One day of a table, to be read or to be published.
 *
 * @param place a folder, or a name in a catalogue
 * @param column that says the day
 */
public record DayTables(TableFormat format, String place, String column) {

  /**
   * Finds the day as it is now.
   *
   * @param finished whether files must carry the marker of a finished write; the other tables' days
   *     appear by a commit, or are in the catalogue, when they are finished
   */
  public DaySource source(SparkSession spark, LocalDate date, boolean finished) {
    return switch (format) {
      case PARQUET -> files(spark, FileFormat.PARQUET, date, finished);
      case ORC -> files(spark, FileFormat.ORC, date, finished);
      case DELTA -> new SnapshotDay(DeltaSource.newest(spark, place), column, date);
      case ICEBERG -> new SnapshotDay(IcebergSource.newest(spark, place), column, date);
      case HIVE -> {
        HiveTable table = HiveTable.of(spark, place, column);
        Path folder = table.day(date).orElseThrow(() -> Restorable.noDay(place, column, date));
        yield DayFiles.list(hadoop(spark), table.format(), folder);
      }
    };
  }

  /** Finds the table that the day is to be published to. */
  public DayTarget target(SparkSession spark, LocalDate date) {
    return switch (format) {
      case PARQUET, ORC -> new FolderTarget(hadoop(spark), day(date), format.text());
      case DELTA -> new DeltaTarget(spark, day(date));
      case ICEBERG -> IcebergTarget.of(spark, place, column, date);
      case HIVE -> HiveTarget.of(spark, place, column, date);
    };
  }

  private DayFiles files(SparkSession spark, FileFormat files, LocalDate date, boolean finished) {
    return DayFiles.list(hadoop(spark), files, new Path(place), column, date, finished);
  }

  private TableDay day(LocalDate date) {
    return new TableDay(new Path(place), column, date);
  }

  private static Configuration hadoop(SparkSession spark) {
    return spark.sparkContext().hadoopConfiguration();
  }
}
