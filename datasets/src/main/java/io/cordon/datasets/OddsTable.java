package io.cordon.datasets;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One of the small tables of ODDS (S. Rayana, Stony Brook University,
 * http://odds.cs.stonybrook.edu) in the form of a CSV file {@code <name>.csv.gz} or {@code
 * <name>.csv} with the header {@code x1,...,xd,y}: columns {@code row} (the line's place in the
 * file, from 1), {@code x1} to {@code xd} (doubles), {@code label} (1 = anomaly).
 */
final class OddsTable implements NamedDataset {
  private static final String ROW = "row";
  private static final String LABEL = "label";

  private final String name;

  OddsTable(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> idColumns() {
    return List.of(ROW);
  }

  @Override
  public String labelColumn() {
    return LABEL;
  }

  @Override
  public List<String> excludedColumns() {
    return List.of();
  }

  @Override
  public Dataset<Row> wholeTable(SparkSession spark, DatasetRequest request) {
    String folder =
        request
            .folder()
            .orElseThrow(
                () ->
                    new UserException(
                        ExitCode.USAGE,
                        "The data set " + name + " is read from a file: say in which folder."));
    String file =
        new DataFolder(spark, folder, name).find(List.of(name + ".csv.gz", name + ".csv"));
    try {
      // A few thousand lines: the driver reads them faster than a cluster would be asked.
      return table(spark, NumberedLines.read(spark, file).keys().collect(), file);
    } catch (Exception failure) {
      // Spark's Scala code throws checked exceptions without declaring them.
      throw ReadFailure.of(failure, file);
    }
  }

  private static Dataset<Row> table(SparkSession spark, List<String> lines, String file) {
    int width = lines.isEmpty() ? 0 : lines.get(0).split(",").length - 1;
    StructType schema = new StructType().add(ROW, DataTypes.LongType, false);
    for (int feature = 1; feature <= width; feature++) {
      schema = schema.add("x" + feature, DataTypes.DoubleType, false);
    }
    List<Row> rows = new ArrayList<>();
    for (int index = 1; index < lines.size(); index++) {
      rows.add(RowFactory.create(values(lines.get(index), index, width, file)));
    }
    if (width == 0 || rows.isEmpty()) {
      throw new UserException(ExitCode.BAD_DATA, file + " holds no data: it has no row.");
    }
    return spark.createDataFrame(rows, schema.add(LABEL, DataTypes.IntegerType, false));
  }

  private static Object[] values(String line, int index, int width, String file) {
    String[] fields = line.split(",", -1);
    Object[] values = new Object[width + 2];
    try {
      values[0] = (long) index;
      for (int feature = 0; feature < width; feature++) {
        values[feature + 1] = Double.parseDouble(fields[feature]);
      }
      values[width + 1] = Integer.parseInt(fields[width].strip());
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException problem) {
      throw misfit(file, index, width, line, problem);
    }
    if (fields.length != width + 1) {
      throw misfit(file, index, width, line, null);
    }
    return values;
  }

  private static UserException misfit(
      String file, int index, int width, String line, RuntimeException cause) {
    return new UserException(
        ExitCode.BAD_DATA,
        "Every line of %s must hold %d numbers and a label 0 or 1, but line %d does not: \"%s\"."
            .formatted(file, width, index + 1, line.substring(0, Math.min(200, line.length()))),
        cause);
  }
}
