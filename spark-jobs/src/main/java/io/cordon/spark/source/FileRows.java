package io.cordon.spark.source;

import static org.apache.spark.sql.functions.col;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.spark.features.InternalRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Rows that lie in files, in the day's folder or in folders below it that say further columns.
 *
 * @param folder of the day
 * @param partitions the columns that folders below it say, as text
 */
record FileRows(FileFormat format, Path folder, List<String> partitions) implements DayFormat {

  @Override
  public StructType schema(String text) {
    StructType schema = format.schema(text);
    for (String partition : partitions) {
      for (StructField field : schema.fields()) {
        if (field.name().toLowerCase(Locale.ROOT).equals(partition.toLowerCase(Locale.ROOT))) {
          throw new UserException(
              ExitCode.MISMATCH,
              "A column must be said by the folder or by the file, but %s is by both: write the day again"
                  .formatted(partition));
        }
      }
      schema = schema.add(partition, DataTypes.StringType);
    }
    return schema;
  }

  @Override
  public Dataset<Row> read(SparkSession spark, StructType schema, List<Footer> parts) {
    Dataset<Row> rows =
        spark
            .read()
            .schema(schema)
            .option("basePath", folder.toString())
            .format(format.text())
            .load(parts.stream().map(Footer::path).toArray(String[]::new));
    // Columns that folders say come last otherwise, and unasked.
    return InternalRows.only(rows, List.of(schema.fieldNames()));
  }

  @Override
  public Dataset<Row> located(SparkSession spark, StructType schema, List<Footer> parts) {
    return switch (format) {
      case PARQUET ->
          read(spark, schema, parts)
              .select(columns(schema, col("_metadata.row_index").as(DayTable.POSITION)));
      case ORC ->
          Positions.of(read(Positions.unsplit(spark), schema, parts).select(columns(schema)));
    };
  }

  private static Column[] columns(StructType schema, Column... more) {
    List<Column> columns = new ArrayList<>();
    for (String name : schema.fieldNames()) {
      columns.add(InternalRows.column(name));
    }
    columns.add(col("_metadata.file_path").as(DayTable.FILE));
    columns.addAll(List.of(more));
    return columns.toArray(Column[]::new);
  }
}
