package io.cordon.datasets;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A generated, labelled table of network connections with the columns of {@link KddCup99}: harmless
 * traffic ({@link NormalTraffic}) and six families of attacks ({@link AttackTraffic}, which says
 * what gives each away). It needs no file and holds nobody's data. Rows are generated on the
 * executors, each a pure function of (seed, row number), so the table is the same however it is
 * partitioned; its attacks are the settings' share of the rows, to the row.
 */
public final class DemoConnections implements NamedDataset {
  /** The name in settings. */
  public static final String NAME = "demo";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> idColumns() {
    return List.of(KddTable.ROW);
  }

  @Override
  public String labelColumn() {
    return KddTable.LABEL;
  }

  @Override
  public List<String> excludedColumns() {
    return List.of(KddTable.ATTACK, KddTable.CATEGORY);
  }

  @Override
  public Dataset<Row> wholeTable(SparkSession spark, DatasetRequest request) {
    return spark
        .range(1, request.demo().rows() + 1)
        .map(
            new DemoRowFunction(request.demo(), request.orientationOrDefault()),
            Encoders.row(KddTable.schema()));
  }
}
