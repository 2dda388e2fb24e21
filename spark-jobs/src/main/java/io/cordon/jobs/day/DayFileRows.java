package io.cordon.jobs.day;

import io.cordon.spark.source.DayTable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** The rows of a day's files, scored as they are. */
record DayFileRows(SparkSession spark, DayColumns columns, DayTable table) implements DayRows {

  @Override
  public StructType schema() {
    return table.schema();
  }

  @Override
  public Dataset<Row> read() {
    return table.read(spark);
  }

  @Override
  public Account account(long scored) {
    return new Account(
        table.rows(),
        Optional.empty(),
        List.of(
            new Judged(
                "rows",
                table.rows(),
                table.rows() - scored,
                columns.reader(schema()),
                () -> table.located(spark))));
  }
}
