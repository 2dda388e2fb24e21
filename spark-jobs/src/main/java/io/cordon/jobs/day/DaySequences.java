package io.cordon.jobs.day;

import static org.apache.spark.sql.functions.lit;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.jobs.settings.RunTable;
import io.cordon.spark.features.FeatureReader;
import io.cordon.spark.features.InternalRows;
import io.cordon.spark.sequence.PlacedRows;
import io.cordon.spark.sequence.Sequences;
import io.cordon.spark.source.DayTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The sequences that the rows of a day's files make. Rows that have no place in one are set aside
 * before, sequences that cannot be scored after; each kind is held against the share of its own
 * that may be.
 *
 * @param form how rows become sequences
 */
record DaySequences(
    SparkSession spark, DayColumns columns, RunTable form, Sequences sequences, DayTable table)
    implements DayRows {

  @Override
  public StructType schema() {
    return schema(spark, form, table.schema());
  }

  /** The columns of sequences, given those of their rows. */
  static StructType schema(SparkSession spark, RunTable form, StructType rows) {
    return form.made(spark.createDataFrame(List.of(), rows)).schema();
  }

  @Override
  public Dataset<Row> read() {
    return form.made(placed(table.read(spark)));
  }

  @Override
  public Account account(long scored) {
    long placed = placed(table.read(spark)).count();
    long made = read().count();
    if (made == 0) {
      throw new UserException(
          ExitCode.BAD_DATA,
          "There is no data: %d of the day's %d rows have a place in a sequence, but they make none"
              .formatted(placed, table.rows()));
    }
    long refused = table.rows() - placed;
    return new Account(
        made,
        Optional.of(new DayCounts.SourceRows(table.rows(), refused)),
        List.of(
            new Judged("rows", table.rows(), refused, reader(), () -> table.located(spark)),
            new Judged("sequences", made, made - scored, columns.reader(schema()), this::located)));
  }

  /** A sequence that is made of many rows lies in no one place. */
  private Dataset<Row> located() {
    if (sequences.gathers()) {
      return read()
          .withColumn(DayTable.FILE, lit(null).cast(DataTypes.StringType))
          .withColumn(DayTable.POSITION, lit(null).cast(DataTypes.LongType));
    }
    List<String> columns = new ArrayList<>(List.of(schema().fieldNames()));
    columns.add(DayTable.FILE);
    columns.add(DayTable.POSITION);
    return InternalRows.only(form.made(placed(table.located(spark))), columns);
  }

  private Dataset<Row> placed(Dataset<Row> rows) {
    return PlacedRows.of(rows, reader());
  }

  private FeatureReader reader() {
    return PlacedRows.reader(sequences, table.schema());
  }
}
