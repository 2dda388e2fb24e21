package io.cordon.spark.sequence;

import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.cordon.spark.features.InternalRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;

/**
 * Measurements in the order of time, cut into windows of so many points that follow one another,
 * however far apart in time; points after the last whole window make none. A step is a point's
 * values; a window's time is its first point's. One task numbers all points of a series.
 *
 * @param time column by which points are sorted; equal ones follow by the values
 * @param values columns of the measurements
 * @param key column that tells several series apart
 * @param window points of a window
 * @param step points between the starts of two windows
 */
public record SeriesWindows(
    String time, List<String> values, Optional<String> key, int window, int step)
    implements Sequences {
  private static final String KEY = "cordonSeries";
  private static final String APART = "cordonApart";
  private static final String TIME = "cordonTime";
  private static final String VALUES = "cordonValues";
  private static final String POINT = "cordonPoint";
  private static final String WINDOW = "cordonWindow";
  private static final String POINTS = "cordonPoints";

  public SeriesWindows {
    values = List.copyOf(values);
  }

  @Override
  public Dataset<Row> of(Dataset<Row> table, Optional<LabelOfMany> label, List<String> apart) {
    TableCheck check = check(table);
    Optional<LabelOfMany> kept = LabelOfMany.in(table, label);
    Dataset<Row> numbered =
        points(table, check, apart)
            .withColumn(
                POINT,
                row_number()
                    .over(Window.partitionBy(col(KEY), col(APART)).orderBy(col(TIME), col(VALUES)))
                    .minus(1));
    Column points = sort_array(collect_list(struct(col(POINT), col(TIME), col(VALUES))));
    List<Column> more = kept.stream().map(LabelOfMany::aggregate).toList();
    Dataset<Row> windows =
        numbered
            .withColumn(WINDOW, explode(windowsOfPoint()))
            .groupBy(col(KEY), col(APART), col(WINDOW))
            .agg(points.as(POINTS), more.toArray(Column[]::new))
            .where(size(col(POINTS)).equalTo(window));
    List<Column> columns = new ArrayList<>();
    key.ifPresent(name -> columns.add(col(KEY).as(name)));
    columns.add(col(POINTS).getItem(0).getField(TIME).as(time));
    apart.forEach(name -> columns.add(col(APART).getField(name).as(name)));
    kept.ifPresent(of -> columns.add(InternalRows.column(of.column())));
    columns.add(flatten(col(POINTS).getField(VALUES)).as(STEPS));
    return windows.select(columns.toArray(Column[]::new));
  }

  private TableCheck check(Dataset<Row> table) {
    TableCheck check = new TableCheck(table.schema()).has("sequences.series.time", time);
    values.forEach(value -> check.has("sequences.series.values", value));
    key.ifPresent(name -> check.has("sequences.series.key", name));
    check.finish();
    for (String value : values) {
      if (!(check.type(value) instanceof NumericType)) {
        throw check.wrongType("sequences.series.values", value, "numbers");
      }
    }
    return check;
  }

  /** The table with what is needed under names that no column of a user has. */
  private Dataset<Row> points(Dataset<Row> table, TableCheck check, List<String> apart) {
    Column numbers =
        functions.array(
            values.stream()
                .map(value -> InternalRows.column(value).cast(DataTypes.FloatType))
                .toArray(Column[]::new));
    return table
        .withColumn(KEY, key.map(name -> Present.column(name, check.type(name))).orElse(lit(0)))
        .withColumn(APART, functions.struct(apart(apart)))
        .withColumn(TIME, Present.column(time, check.type(time)))
        .withColumn(VALUES, numbers);
  }

  /** A structure needs a field. */
  private static Column[] apart(List<String> columns) {
    return Stream.concat(Stream.of(lit(0).as("none")), columns.stream().map(InternalRows::column))
        .toArray(Column[]::new);
  }

  /** Numbers of the windows that a point lies in: window w starts at point w times the step. */
  private Column windowsOfPoint() {
    Column first =
        greatest(lit(0L), ceil(col(POINT).minus(window - 1).divide((double) step)).cast("bigint"));
    Column last = floor(col(POINT).divide((double) step)).cast("bigint");
    // Spark's sequence would count down where the first is beyond the last.
    return when(first.leq(last), sequence(first, last));
  }

  @Override
  public List<String> reads() {
    return Stream.concat(required().stream(), values.stream()).distinct().toList();
  }

  @Override
  public List<String> required() {
    return id(List.of());
  }

  @Override
  public List<String> id(List<String> old) {
    return key.map(name -> List.of(name, time)).orElse(List.of(time));
  }

  @Override
  public List<String> exclude(List<String> old) {
    return List.of();
  }

  @Override
  public boolean gathers() {
    return true;
  }
}
