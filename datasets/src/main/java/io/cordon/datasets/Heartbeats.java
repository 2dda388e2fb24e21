package io.cordon.datasets;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The training part of ECG5000, 500 heartbeats of 140 samples (UCR Time Series Archive,
 * https://www.timeseriesclassification.com/description.php?Dataset=ECG5000): {@code
 * ECG5000_TRAIN.txt} with a class and the samples a line. Columns: {@code row} (the line, from 1),
 * {@code class} (1 to 5), {@code label} (0 for the classes that the request calls normal, or else
 * for class 1; 1 for the others), {@code samples} (floats).
 */
final class Heartbeats implements NamedDataset {
  static final String NAME = "ecg5000";
  static final String CLASS = "class";
  static final String SAMPLES = "samples";
  private static final StructType SCHEMA =
      new StructType()
          .add(SequenceSet.ROW, DataTypes.LongType, false)
          .add(CLASS, DataTypes.IntegerType, false)
          .add(SAMPLES, DataTypes.createArrayType(DataTypes.FloatType, false), false);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> idColumns() {
    return List.of(SequenceSet.ROW);
  }

  @Override
  public String labelColumn() {
    return SequenceSet.LABEL;
  }

  @Override
  public List<String> excludedColumns() {
    return List.of(CLASS);
  }

  @Override
  public Dataset<Row> wholeTable(SparkSession spark, DatasetRequest request) {
    DataFolder folder = SequenceSet.folder(spark, request, NAME);
    SequenceSet.parts(request, NAME, List.of("train"));
    List<Integer> normal = request.normalClasses().isEmpty() ? List.of(1) : request.normalClasses();
    String file = folder.find(SequenceSet.packed("ECG5000_TRAIN.txt"));
    try {
      return SequenceSet.table(
              spark, NumberedLines.read(spark, file).map(new HeartbeatLines(file)), SCHEMA)
          .select(
              col(SequenceSet.ROW),
              col(CLASS),
              when(col(CLASS).isin(normal.toArray()), lit(0))
                  .otherwise(lit(1))
                  .as(SequenceSet.LABEL),
              col(SAMPLES));
    } catch (Exception failure) {
      // Spark's Scala code throws checked exceptions without declaring them.
      throw ReadFailure.of(failure, file);
    }
  }
}
