package io.cordon.datasets;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The network connections of the KDD Cup 1999 (UCI KDD Archive,
 * http://kdd.ics.uci.edu/databases/kddcup99/kddcup99.html): by default the file known as "10
 * percent" with 494,021 rows, 97,278 of them normal. A request may name another file of the same
 * layout, packed or not, such as {@code corrected.gz} or {@code kddcup.data.gz}.
 *
 * <p>Columns: {@code row} (line number in the file, from 1), the 41 features, {@code attack} (the
 * family without the final full stop), {@code category} (dos, probe, r2l, u2r, normal), {@code
 * label} (1 = anomaly by the orientation).
 */
public final class KddCup99 implements NamedDataset {
  /** The name in settings. */
  public static final String NAME = "kddcup99";

  private static final List<String> DEFAULT_FILES =
      List.of(
          "kddcup.data_10_percent.gz",
          "kddcup.data_10_percent",
          "kddcup.data_10_percent_corrected",
          "kddcup.data_10_percent.csv");

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

  /**
   * {@inheritDoc}
   *
   * <p>Every line is checked when it is read: one that does not fit ends the job with its number.
   * Whether there is any row, and whether the first one fits, is seen before the table is returned.
   */
  @Override
  public Dataset<Row> wholeTable(SparkSession spark, DatasetRequest request) {
    String folder =
        request
            .folder()
            .orElseThrow(
                () ->
                    new UserException(
                        ExitCode.USAGE,
                        "The data set kddcup99 is read from files: say in which folder, or fetch it with \"fetch kddcup99\"."));
    DataFolder files = new DataFolder(spark, folder, NAME);
    String file = files.find(request.file().map(KddCup99::spellings).orElse(DEFAULT_FILES));
    files
        .text(KddNames.FILE)
        .ifPresent(text -> KddNames.check(text, KddNames.FILE + " in " + folder));
    try {
      JavaRDD<InternalRow> rows =
          NumberedLines.read(spark, file)
              .mapPartitions(new KddRows(file, request.orientationOrDefault()));
      refuseEmpty(spark, rows, file);
      return spark.internalCreateDataFrame(rows.rdd(), KddTable.schema(), false);
    } catch (Exception failure) {
      // Spark's Scala code throws checked exceptions without declaring them.
      throw ReadFailure.of(failure, file);
    }
  }

  private static List<String> spellings(String name) {
    return name.endsWith(".gz")
        ? List.of(name, name.substring(0, name.length() - 3))
        : List.of(name, name + ".gz");
  }

  private static void refuseEmpty(SparkSession spark, JavaRDD<InternalRow> rows, String file) {
    if (SparkJob.described(spark, "look for a row in " + file, rows::isEmpty)) {
      throw new UserException(ExitCode.BAD_DATA, file + " holds no data: it has no line.");
    }
  }
}
