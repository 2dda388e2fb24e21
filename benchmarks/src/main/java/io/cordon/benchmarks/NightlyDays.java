package io.cordon.benchmarks;

import static org.apache.spark.sql.functions.col;

import io.cordon.datasets.DatasetRequest;
import io.cordon.datasets.DemoConnections;
import io.cordon.datasets.DemoSettings;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Days of generated connections for {@code conf/nightly.conf}, each of another seed; from a planted
 * day on, what is sent is ten times as large.
 */
public final class NightlyDays {
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
  private static final double ATTACKS = 0.03;
  private static final int ROWS = 2000;
  private static final String SHIFTED = "src_bytes";

  private NightlyDays() {}

  /**
   * Writes days.
   *
   * @param arguments the table's folder, the numbers of the first and the last day to write, from
   *     1, and of the planted day
   */
  public static void main(String[] arguments) {
    int planted = Integer.parseInt(arguments[3]);
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .getOrCreate()) {
      for (int day = Integer.parseInt(arguments[1]); day <= Integer.parseInt(arguments[2]); day++) {
        Dataset<Row> rows = rows(spark, day);
        (day < planted ? rows : rows.withColumn(SHIFTED, col(SHIFTED).multiply(10)))
            .coalesce(2)
            .write()
            .parquet("%s/date=%s".formatted(arguments[0], FIRST.plusDays(day - 1)));
      }
    }
  }

  private static Dataset<Row> rows(SparkSession spark, int day) {
    DemoConnections connections = new DemoConnections();
    DemoSettings settings = new DemoSettings(ROWS + 10L * (day % 7), ATTACKS, day);
    return connections
        .wholeTable(spark, DatasetRequest.generated(settings))
        .drop(connections.labelColumn())
        .drop(connections.excludedColumns().toArray(String[]::new))
        .withColumnRenamed(connections.idColumns().get(0), "id");
  }
}
