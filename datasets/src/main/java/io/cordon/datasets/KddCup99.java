package io.cordon.datasets;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.rtrim;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

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
  private static final String PARSED = "parsed";
  private static final int LONGEST_EXAMPLE = 200;

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
   * <p>Every line is checked once before the table is returned, so that a line that does not fit is
   * told with its number instead of failing the run half way.
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
      Dataset<Row> lines = NumberedLines.read(spark, file);
      SparkJob.described(spark, "check the lines of " + file, () -> refuseBadLines(lines, file));
      return table(lines, request.orientationOrDefault());
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

  private static Void refuseBadLines(Dataset<Row> lines, String file) {
    Column bad = not(udf(new KddLineFits(), DataTypes.BooleanType).apply(col(NumberedLines.LINE)));
    Column example =
        struct(col(NumberedLines.ROW), col(NumberedLines.LINE).substr(1, LONGEST_EXAMPLE));
    Row found = lines.agg(count(when(bad, lit(1))), min(when(bad, example)), count(lit(1))).head();
    if (found.getLong(2) == 0) {
      throw new UserException(ExitCode.BAD_DATA, file + " holds no data: it has no line.");
    }
    if (found.getLong(0) > 0) {
      Row first = found.getStruct(1);
      throw new UserException(
          ExitCode.BAD_DATA,
          "Every line of %s must hold 41 features of their types and the name of a KDD Cup 1999 attack: %d of %d lines do not, the first is line %d: \"%s\"."
              .formatted(
                  file, found.getLong(0), found.getLong(2), first.getLong(0), first.getString(1)));
    }
    return null;
  }

  /**
   * The attack's name is taken from the line itself, so that a query for labels alone parses no
   * feature.
   */
  private static Dataset<Row> table(Dataset<Row> lines, Orientation orientation) {
    Dataset<Row> parsed =
        lines.select(
            col(NumberedLines.ROW),
            rtrim(substring_index(col(NumberedLines.LINE), ",", -1), ".").as(KddTable.ATTACK),
            udf(new KddLineFeatures(), KddTable.features())
                .apply(col(NumberedLines.LINE))
                .as(PARSED));
    List<Column> columns = new ArrayList<>();
    columns.add(col(NumberedLines.ROW).as(KddTable.ROW));
    for (KddColumn column : KddColumn.values()) {
      columns.add(col(PARSED + "." + column.column()));
    }
    Column normal = col(KddTable.ATTACK).equalTo(KddAttacks.NORMAL);
    columns.add(col(KddTable.ATTACK));
    columns.add(KddAttacks.category(col(KddTable.ATTACK)).as(KddTable.CATEGORY));
    columns.add(
        when(normal, lit(orientation.label(false)))
            .otherwise(lit(orientation.label(true)))
            .as(KddTable.LABEL));
    return parsed.select(columns.toArray(new Column[0]));
  }
}
