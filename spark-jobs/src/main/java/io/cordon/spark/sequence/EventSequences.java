package io.cordon.spark.sequence;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.cordon.spark.features.InternalRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Events in order, such as those of log sessions: a step an event, as many numbers as there are
 * known events and one more for all others. A row is the first events of a sequence.
 *
 * @param column of events: lists or texts parted by blanks, or with a grouping an event a row
 * @param known the events with a place of their own, in the order of their places
 * @param length events that make a row
 * @param grouping which rows make a sequence; empty = each row has a whole one
 */
public record EventSequences(
    String column, List<String> known, int length, Optional<Grouping> grouping)
    implements Sequences {
  private static final String KEY = "sequences.events.column";
  private static final String SEQUENCE = "sequence";

  /**
   * Rows with one event each.
   *
   * @param key column of what a sequence is of; every row must have it
   * @param order column by which events are sorted, which every row must have; equal ones follow by
   *     the event
   */
  public record Grouping(String key, String order) {}

  public EventSequences {
    known = List.copyOf(known);
  }

  @Override
  public Dataset<Row> of(Dataset<Row> table, Optional<LabelOfMany> label, List<String> apart) {
    TableCheck check = new TableCheck(table.schema()).has(KEY, column);
    grouping.ifPresent(
        by ->
            check.has("sequences.events.key", by.key()).has("sequences.events.order", by.order()));
    check.finish();
    if (grouping.isPresent()) {
      return gathered(table, check, LabelOfMany.in(table, label), apart);
    }
    check.lacks(STEPS);
    return table.withColumn(STEPS, steps(list(check)));
  }

  private Dataset<Row> gathered(
      Dataset<Row> table, TableCheck check, Optional<LabelOfMany> label, List<String> apart) {
    Grouping by = grouping.orElseThrow();
    Column event =
        struct(
            Present.column(by.order(), check.type(by.order())).as("order"),
            InternalRows.column(column).cast(DataTypes.StringType).as("event"));
    Column sequence = sort_array(collect_list(event)).getField("event").as(SEQUENCE);
    List<Column> more = label.stream().map(LabelOfMany::aggregate).toList();
    List<Column> groups =
        new ArrayList<>(List.of(Present.column(by.key(), check.type(by.key())).as(by.key())));
    apart.forEach(name -> groups.add(InternalRows.column(name)));
    List<Column> columns = new ArrayList<>(List.of(InternalRows.column(by.key())));
    apart.forEach(name -> columns.add(InternalRows.column(name)));
    label.ifPresent(kept -> columns.add(InternalRows.column(kept.column())));
    columns.add(steps(col(SEQUENCE)).as(STEPS));
    return table
        .groupBy(groups.toArray(Column[]::new))
        .agg(sequence, more.toArray(Column[]::new))
        .select(columns.toArray(Column[]::new));
  }

  private Column list(TableCheck check) {
    Column events = InternalRows.column(column);
    if (check.type(column) instanceof ArrayType) {
      return events.cast(DataTypes.createArrayType(DataTypes.StringType));
    }
    if (!check.type(column).equals(DataTypes.StringType)) {
      throw check.wrongType(KEY, column, "lists of events, or of texts that blanks part");
    }
    Column text = trim(events);
    return when(text.equalTo(""), array()).otherwise(split(text, "\\s+"));
  }

  private Column steps(Column list) {
    EventSteps steps = new EventSteps(new OneHot(known, length));
    return udf(steps, DataTypes.createArrayType(DataTypes.FloatType, false))
        .apply(slice(list, 1, length));
  }

  @Override
  public List<String> reads() {
    return Stream.concat(Stream.of(column), required().stream()).distinct().toList();
  }

  @Override
  public List<String> required() {
    return grouping.map(by -> List.of(by.key(), by.order())).orElse(List.of(column));
  }

  @Override
  public List<String> id(List<String> old) {
    return grouping.map(by -> List.of(by.key())).orElse(old);
  }

  @Override
  public List<String> exclude(List<String> old) {
    return gathers()
        ? List.of()
        : Stream.concat(old.stream(), Stream.of(column)).distinct().toList();
  }

  @Override
  public boolean gathers() {
    return grouping.isPresent();
  }
}
