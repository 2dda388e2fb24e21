package io.cordon.datasets;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Three series of the Numenta Anomaly Benchmark whose anomalies have known causes
 * (https://github.com/numenta/NAB): passengers of New York's taxis, temperatures of a machine and
 * of an office, each a part of its name. Columns: {@code series}, {@code row} (the point, from 1;
 * times repeat where clocks were put back), {@code time} (as written, without a zone), {@code
 * label} (1 within the windows of {@code combined_windows.json}, ends included), {@code value}.
 */
final class KnownCauses implements NamedDataset {
  static final String NAME = "nab";
  static final List<String> SERIES =
      List.of(
          "nyc_taxi", "machine_temperature_system_failure", "ambient_temperature_system_failure");
  private static final String WINDOWS = "combined_windows.json";
  private static final StructType SCHEMA =
      new StructType()
          .add("series", DataTypes.StringType, false)
          .add(SequenceSet.ROW, DataTypes.LongType, false)
          .add("time", DataTypes.StringType, false)
          .add("value", DataTypes.DoubleType, false);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> idColumns() {
    return List.of("series", SequenceSet.ROW);
  }

  @Override
  public String labelColumn() {
    return SequenceSet.LABEL;
  }

  @Override
  public List<String> excludedColumns() {
    return List.of("time");
  }

  @Override
  public Dataset<Row> wholeTable(SparkSession spark, DatasetRequest request) {
    DataFolder folder = SequenceSet.folder(spark, request, NAME);
    try {
      String windows =
          folder
              .text(WINDOWS)
              .orElseThrow(
                  () ->
                      new UserException(
                          ExitCode.STORAGE,
                          "The data set %s needs the file %s beside its series, but it is not there: put it there."
                              .formatted(NAME, WINDOWS)));
      return SequenceSet.parts(request, NAME, SERIES).stream()
          .map(series -> series(spark, folder, series, windows))
          .reduce(Dataset::union)
          .orElseThrow();
    } catch (Exception failure) {
      // Spark's Scala code throws checked exceptions without declaring them.
      throw ReadFailure.of(failure, "The data set " + NAME);
    }
  }

  private static Dataset<Row> series(
      SparkSession spark, DataFolder folder, String series, String windows) {
    String file = folder.find(SequenceSet.packed(series + ".csv"));
    Column anomalous = lit(false);
    for (Row window : windows(spark, windows, series)) {
      List<String> ends = window.getList(0);
      anomalous = anomalous.or(col("time").between(seconds(ends.get(0)), seconds(ends.get(1))));
    }
    return SequenceSet.table(
            spark, NumberedLines.read(spark, file).flatMap(new SeriesLines(series)), SCHEMA)
        .select(
            col("series"),
            col(SequenceSet.ROW),
            col("time"),
            when(anomalous, lit(1)).otherwise(lit(0)).as(SequenceSet.LABEL),
            col("value"));
  }

  private static List<Row> windows(SparkSession spark, String windows, String series) {
    return SparkJob.described(
        spark,
        "read " + WINDOWS,
        () ->
            spark
                .range(1)
                .select(
                    explode(
                        from_json(lit(windows), "map<string,array<array<string>>>", Map.of())
                            .getItem("realKnownCause/" + series + ".csv")))
                .collectAsList());
  }

  /** Times of this form sort as texts; fractions of seconds, always 0, are cut. */
  private static String seconds(String time) {
    return time.substring(0, Math.min(19, time.length()));
  }
}
