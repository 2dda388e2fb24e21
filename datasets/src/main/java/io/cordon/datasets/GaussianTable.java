package io.cordon.datasets;

import io.cordon.random.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The synthetic set of paper 001 (section 4.1): normal rows from N(0, 2²) and anomalies from N(0,
 * 10²) in 512 independent dimensions. 380 normal rows, so that one half trains and the other tests,
 * and 10 anomalies. Columns {@code row}, {@code x1} to {@code x512}, {@code label}.
 */
final class GaussianTable implements NamedDataset {
  static final String NAME = "gaussian";
  private static final int WIDTH = 512;
  private static final int NORMALS = 380;
  private static final int ANOMALIES = 10;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> idColumns() {
    return List.of("row");
  }

  @Override
  public String labelColumn() {
    return "label";
  }

  @Override
  public List<String> excludedColumns() {
    return List.of();
  }

  @Override
  public Dataset<Row> wholeTable(SparkSession spark, DatasetRequest request) {
    StructType schema = new StructType().add("row", DataTypes.LongType, false);
    for (int feature = 1; feature <= WIDTH; feature++) {
      schema = schema.add("x" + feature, DataTypes.DoubleType, false);
    }
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < NORMALS + ANOMALIES; row++) {
      boolean anomaly = row >= NORMALS;
      SplittableRandom random = Seeds.stream(request.demo().seed(), NAME, row, -1);
      Object[] values = new Object[WIDTH + 2];
      values[0] = row + 1L;
      for (int feature = 1; feature <= WIDTH; feature++) {
        values[feature] = (anomaly ? 10 : 2) * random.nextGaussian();
      }
      values[WIDTH + 1] = anomaly ? 1 : 0;
      rows.add(RowFactory.create(values));
    }
    return spark.createDataFrame(rows, schema.add("label", DataTypes.IntegerType, false));
  }
}
