package io.cordon.spark.sequence;

import static org.apache.spark.sql.functions.posexplode_outer;
import static org.apache.spark.sql.functions.udf;

import io.cordon.spark.features.InternalRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Texts over an alphabet, such as proteins: a step a letter, as many numbers as the alphabet has
 * letters and one more for all others. A row is the first letters of a text, or a window of it
 * where there are windows; the text's column then holds the window's letters, and a column {@value
 * #WINDOW} its number in the text, from 0.
 *
 * @param column of texts
 * @param alphabet the letters, in the order of their places
 * @param length letters that make a row
 * @param step letters between the starts of two windows; 0 for no windows
 */
public record TextSequences(String column, List<String> alphabet, int length, int step)
    implements Sequences {
  /** The column of the windows' numbers. */
  public static final String WINDOW = "window";

  private static final String KEY = "sequences.text.column";

  public TextSequences {
    alphabet = List.copyOf(alphabet);
  }

  @Override
  public Dataset<Row> of(Dataset<Row> table, Optional<LabelOfMany> label, List<String> apart) {
    TableCheck check = new TableCheck(table.schema()).has(KEY, column);
    check.finish();
    check.lacks(STEPS);
    if (!check.type(column).equals(DataTypes.StringType)) {
      throw check.wrongType(KEY, column, "text");
    }
    Dataset<Row> rows = step == 0 ? table : windows(table, check);
    LetterSteps steps = new LetterSteps(new OneHot(alphabet, length));
    return rows.withColumn(
        STEPS,
        udf(steps, DataTypes.createArrayType(DataTypes.FloatType, false))
            .apply(InternalRows.column(column)));
  }

  private Dataset<Row> windows(Dataset<Row> table, TableCheck check) {
    check.lacks(WINDOW);
    List<Column> columns =
        new ArrayList<>(
            Arrays.stream(table.columns())
                .filter(name -> !name.equalsIgnoreCase(column))
                .map(InternalRows::column)
                .toList());
    Column cut =
        udf(new TextWindows(length, step), DataTypes.createArrayType(DataTypes.StringType, false))
            .apply(InternalRows.column(column));
    // outer: a row without text stays, and is told as such
    columns.add(posexplode_outer(cut).as(new String[] {WINDOW, column}));
    return table.select(columns.toArray(Column[]::new));
  }

  @Override
  public List<String> reads() {
    return List.of(column);
  }

  @Override
  public List<String> required() {
    return reads();
  }

  @Override
  public List<String> id(List<String> old) {
    // a window's number alone tells no rows apart
    return step == 0 || old.isEmpty()
        ? old
        : Stream.concat(old.stream(), Stream.of(WINDOW)).toList();
  }

  @Override
  public List<String> exclude(List<String> old) {
    return Stream.concat(old.stream(), step == 0 ? Stream.of(column) : Stream.of(column, WINDOW))
        .distinct()
        .toList();
  }

  @Override
  public boolean gathers() {
    return false;
  }
}
