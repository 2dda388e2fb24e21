package io.cordon.spark.lake;

import io.cordon.spark.features.InternalRows;
import io.cordon.spark.source.DayFormat;
import io.cordon.spark.source.DaySource;
import io.cordon.spark.source.Footer;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * One day of a table's snapshot. It is read as a whole: which files it has is the table's affair,
 * and one that cannot be read is a damaged table, not a bad file.
 *
 * @param column the one that says the day; whether the table is partitioned by it is its own affair
 */
record SnapshotDay(Snapshot snapshot, String column, LocalDate date)
    implements DaySource, DayFormat {

  @Override
  public String place() {
    return snapshot.text() + ", " + column + "=" + date;
  }

  @Override
  public String fingerprint() {
    return snapshot.fingerprint();
  }

  @Override
  public boolean isFixed() {
    return true;
  }

  @Override
  public int parts() {
    return 1;
  }

  @Override
  public DayFormat format() {
    return this;
  }

  @Override
  public List<Footer> footers(SparkSession spark) {
    return Restorable.read(
        snapshot.text(),
        () -> {
          Dataset<Row> rows = rows(spark);
          StructType columns =
              DayColumn.of(rows.schema(), column, snapshot.text()).dropped(rows.schema());
          return List.of(new Footer(place(), rows.count(), columns.json(), ""));
        });
  }

  @Override
  public StructType schema(String text) {
    return (StructType) DataType.fromJson(text);
  }

  @Override
  public Dataset<Row> read(SparkSession spark, StructType schema, List<Footer> parts) {
    return InternalRows.only(rows(spark), List.of(schema.fieldNames()));
  }

  @Override
  public Dataset<Row> located(SparkSession spark, StructType schema, List<Footer> parts) {
    List<Column> columns = Stream.of(schema.fieldNames()).map(InternalRows::column).toList();
    return snapshot.located(spark, this::ofTheDay, columns);
  }

  @Override
  public void refuse(Exception problem) {
    throw Restorable.damaged(snapshot.text(), problem);
  }

  private Dataset<Row> rows(SparkSession spark) {
    return ofTheDay(snapshot.rows(spark));
  }

  private Dataset<Row> ofTheDay(Dataset<Row> table) {
    return table.where(DayColumn.of(table.schema(), column, snapshot.text()).is(date));
  }
}
