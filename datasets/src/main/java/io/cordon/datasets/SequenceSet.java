package io.cordon.datasets;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** What the sets of sequences have in common. */
final class SequenceSet {
  static final String LABEL = "label";
  static final String ROW = "row";
  private static final int LONGEST_EXAMPLE = 100;

  private SequenceSet() {}

  static DataFolder folder(SparkSession spark, DatasetRequest request, String name) {
    String folder =
        request
            .folder()
            .orElseThrow(
                () ->
                    new UserException(
                        ExitCode.USAGE,
                        "The data set " + name + " is read from files: say in which folder."));
    return new DataFolder(spark, folder, name);
  }

  /** The parts of a set that a request names, or all of them. */
  static List<String> parts(DatasetRequest request, String name, List<String> known) {
    request
        .file()
        .filter(wanted -> !known.contains(wanted))
        .ifPresent(
            wanted -> {
              throw new UserException(
                  ExitCode.USAGE,
                  "The data set %s has the parts %s, but source.file is \"%s\"."
                      .formatted(name, String.join(", ", known), wanted));
            });
    return request.file().map(List::of).orElse(known);
  }

  /** Packed, or not. */
  static List<String> packed(String file) {
    return List.of(file + ".gz", file);
  }

  static Dataset<Row> table(SparkSession spark, JavaRDD<Row> rows, StructType schema) {
    return spark.createDataFrame(rows, schema);
  }

  /** What to say of a line that is not as it must be; {@code index} counts from 0. */
  static UserException misfit(
      String file, String must, String line, long index, RuntimeException cause) {
    return new UserException(
        ExitCode.BAD_DATA,
        "Every line of %s must hold %s, but line %d does not: \"%s\"."
            .formatted(
                file, must, index + 1, line.substring(0, Math.min(LONGEST_EXAMPLE, line.length()))),
        cause);
  }
}
