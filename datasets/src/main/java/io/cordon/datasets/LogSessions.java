package io.cordon.datasets;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Sessions of HDFS's log, the events of a block each (W. Xu et al., SOSP 2009; HDFS_v1 of loghub,
 * https://github.com/logpai/loghub). Columns: {@code part}, {@code file}, {@code row} (the line in
 * it, from 1), {@code label} (1 = anomaly), {@code events} (numbers from 1 to 29, parted by
 * blanks). Parts:
 *
 * <ul>
 *   <li>{@code train}: {@code hdfs_train}, 4,855 normal sessions
 *   <li>{@code test}: {@code hdfs_test_abnormal}, 16,838 anomalies, and the 7,000 normal sessions
 *       of {@code robust_log_train.csv} and {@code robust_log_valid.csv}. Their anomalies are left
 *       out, because all their sequences occur in {@code hdfs_test_abnormal} as well.
 * </ul>
 *
 * <p>The parts overlap: sessions repeat each other, and 6,262 of the 7,000 normal sessions to test
 * with have the sequence of one to learn from. Scores of normal sessions are therefore better than
 * those of new ones would be; duplicates remain within the parts too.
 */
final class LogSessions implements NamedDataset {
  static final String NAME = "hdfs";
  static final StructType SCHEMA =
      new StructType()
          .add("part", DataTypes.StringType, false)
          .add("file", DataTypes.StringType, false)
          .add(SequenceSet.ROW, DataTypes.LongType, false)
          .add(SequenceSet.LABEL, DataTypes.IntegerType, false)
          .add("events", DataTypes.StringType, false);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> idColumns() {
    return List.of("part", "file", SequenceSet.ROW);
  }

  @Override
  public String labelColumn() {
    return SequenceSet.LABEL;
  }

  @Override
  public List<String> excludedColumns() {
    return List.of();
  }

  @Override
  public Dataset<Row> wholeTable(SparkSession spark, DatasetRequest request) {
    DataFolder folder = SequenceSet.folder(spark, request, NAME);
    try {
      return SequenceSet.parts(request, NAME, ImageDataset.PARTS).stream()
          .flatMap(part -> files(spark, folder, part))
          .reduce(Dataset::union)
          .orElseThrow();
    } catch (Exception failure) {
      // Spark's Scala code throws checked exceptions without declaring them.
      throw ReadFailure.of(failure, "The data set " + NAME);
    }
  }

  private static Stream<Dataset<Row>> files(SparkSession spark, DataFolder folder, String part) {
    return part.equals("train")
        ? Stream.of(file(spark, folder, part, "hdfs_train", SessionLines.Kind.NORMAL))
        : Stream.of(
            file(spark, folder, part, "hdfs_test_abnormal", SessionLines.Kind.ABNORMAL),
            file(spark, folder, part, "robust_log_train.csv", SessionLines.Kind.LABELLED),
            file(spark, folder, part, "robust_log_valid.csv", SessionLines.Kind.LABELLED));
  }

  private static Dataset<Row> file(
      SparkSession spark, DataFolder folder, String part, String name, SessionLines.Kind kind) {
    String file = folder.find(SequenceSet.packed(name));
    return SequenceSet.table(
        spark, NumberedLines.read(spark, file).flatMap(new SessionLines(part, name, kind)), SCHEMA);
  }
}
