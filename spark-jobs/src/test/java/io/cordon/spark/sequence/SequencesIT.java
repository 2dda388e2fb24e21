package io.cordon.spark.sequence;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.spark.SharedSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class SequencesIT {
  private static final LabelOfMany LABEL = new LabelOfMany("label", col("label").equalTo("odd"));

  private static Dataset<Row> table(String values, String columns) {
    return SharedSession.session()
        .sql("select * from values %s as t(%s)".formatted(values, columns))
        .repartition(3);
  }

  /** The columns, and the steps as a list, in the order of the first columns. */
  private static List<Tuple> rows(Dataset<Row> table, String... columns) {
    return table
        .orderBy(columns[0], columns.length > 1 ? columns[1] : columns[0])
        .collectAsList()
        .stream()
        .map(
            row -> {
              List<Object> values = new ArrayList<>();
              for (String column : columns) {
                values.add(row.getAs(column));
              }
              values.add(row.isNullAt(row.fieldIndex("steps")) ? null : steps(row));
              return new Tuple(values.toArray());
            })
        .toList();
  }

  private static String steps(Row row) {
    StringBuilder steps = new StringBuilder();
    for (float number : row.<Float>getList(row.fieldIndex("steps"))) {
      steps.append(Float.toString(number).replace(".0", ""));
    }
    return steps.toString();
  }

  @Test
  void theFirstLettersOfATextAreStepsWithAPlaceForAnyOther() {
    Dataset<Row> texts =
        table("(1, 'AB'), (2, 'xBAA'), (3, ''), (4, null), (5, '\uD83D\uDE00B')", "id, text");
    TextSequences form = new TextSequences("text", List.of("A", "B"), 3, 0);
    assertThat(rows(form.of(texts, Optional.empty()), "id"))
        .containsExactly(
            Tuple.tuple(1, "100010000"),
            Tuple.tuple(2, "001010100"),
            Tuple.tuple(3, "000000000"),
            Tuple.tuple(4, null),
            Tuple.tuple(5, "001010000"));
    assertThat(form.id(List.of("id"))).containsExactly("id");
    assertThat(form.exclude(List.of("x"))).containsExactly("x", "text");
  }

  @Test
  void aTextsWindowsHaveNumbersAndCoverItToTheEnd() {
    Dataset<Row> texts =
        table("(1, 'ABABB', 7), (2, 'A', 8), (3, '', 9), (4, null, 0), (5, 'AAA', 1)", "id,text,x");
    TextSequences form = new TextSequences("text", List.of("A", "B"), 3, 2);
    Dataset<Row> windows = form.of(texts, Optional.empty());
    assertThat(windows.columns()).containsExactly("id", "x", "window", "text", "steps");
    assertThat(rows(windows, "id", "window", "text"))
        .containsExactly(
            Tuple.tuple(1, 0, "ABA", "100010100"),
            Tuple.tuple(1, 1, "ABB", "100010010"),
            Tuple.tuple(2, 0, "A", "100000000"),
            Tuple.tuple(3, 0, "", "000000000"),
            Tuple.tuple(4, null, null, null),
            Tuple.tuple(5, 0, "AAA", "100100100"));
    assertThat(form.id(List.of("id"))).containsExactly("id", "window");
    assertThat(form.id(List.of())).as("a number alone tells no rows apart").isEmpty();
    assertThat(new TextWindows(3, 2).call("ABABBA")).containsExactly("ABA", "ABB", "BA");
    assertThat(new TextWindows(2, 5).call("ABABBA")).containsExactly("AB", "A");
  }

  @Test
  void listsOfEventsAndTextsThatBlanksPartAreTheSame() {
    EventSequences form = new EventSequences("e", List.of("5", "7"), 3, Optional.empty());
    List<Tuple> expected =
        List.of(
            Tuple.tuple(1, "100010000"),
            Tuple.tuple(2, "001010100"),
            Tuple.tuple(3, "000000000"),
            Tuple.tuple(4, null));
    Dataset<Row> texts = table("(1, '5 7'), (2, ' 9  7 5 5 '), (3, ' '), (4, null)", "id, e");
    assertThat(rows(form.of(texts, Optional.empty()), "id")).isEqualTo(expected);
    Dataset<Row> lists =
        table("(1, array(5, 7)), (2, array(null, 7, 5, 5)), (3, array()), (4, null)", "id, e");
    assertThat(rows(form.of(lists, Optional.empty()), "id")).isEqualTo(expected);
  }

  @Test
  void eventsInManyRowsAreGatheredByKeyInOrderWithTheirWorstLabel() {
    Dataset<Row> events =
        table(
            "('a', 2, 7, 'fine', 1.0), ('b', 1, 5, 'fine', 1.0), ('a', 10, 5, 'odd', 2.0), ('a', 1, 5, 'fine', 3.0), ('b', 2, 9, null, 1.0), ('c', 1, 5, null, 1.0), ('a', 11, 5, 'fine', 3.0)",
            "block, time, event, label, x");
    EventSequences form =
        new EventSequences(
            "event",
            List.of("5", "7"),
            3,
            Optional.of(new EventSequences.Grouping("block", "time")));
    Dataset<Row> sequences = form.of(events, Optional.of(LABEL));
    assertThat(sequences.columns()).containsExactly("block", "label", "steps");
    assertThat(rows(sequences, "block", "label"))
        .containsExactly(
            Tuple.tuple("a", "odd", "100010100"),
            Tuple.tuple("b", "fine", "100001000"),
            Tuple.tuple("c", null, "100000000"));
    assertThat(form.of(events.drop("label"), Optional.of(LABEL)).columns())
        .as("a table to score needs no labels")
        .containsExactly("block", "steps");
    assertThat(form.id(List.of())).containsExactly("block");
  }

  @Test
  void aSeriesIsCutIntoWholeWindowsNamedByTheirFirstTime() {
    Dataset<Row> points =
        table(
            "(40, 4, 0.5, 'fine'), (10, 1, 0, 'fine'), (20, 2, 0, 'fine'), (30, 3, 0, 'odd'), (50, 5, 0, 'fine'), (60, 6, 0, 'fine'), (70, 7, 0, 'fine'), (80, 8, 0, 'fine')",
            "time, x, y, label");
    SeriesWindows form = new SeriesWindows("time", List.of("x", "y"), Optional.empty(), 3, 2);
    Dataset<Row> windows = form.of(points, Optional.of(LABEL));
    assertThat(windows.columns()).containsExactly("time", "label", "steps");
    assertThat(rows(windows, "time", "label"))
        .containsExactly(
            Tuple.tuple(10, "odd", "102030"),
            Tuple.tuple(30, "odd", "3040.550"),
            Tuple.tuple(50, "fine", "506070"));
    assertThat(form.id(List.of("x"))).containsExactly("time");
  }

  @Test
  void severalSeriesAreCutApartAndStepsMayLeavePointsOut() {
    Dataset<Row> points =
        table(
            "('b', 1, 1), ('a', 3, 3), ('a', 1, 1), ('b', 2, 2), ('a', 2, 2), ('a', 4, 4), ('a', 5, 5), ('c', 1, 1)",
            "k, time, x");
    SeriesWindows form = new SeriesWindows("time", List.of("x"), Optional.of("k"), 2, 3);
    assertThat(rows(form.of(points, Optional.empty()), "k", "time"))
        .containsExactly(
            Tuple.tuple("a", 1, "12"), Tuple.tuple("a", 4, "45"), Tuple.tuple("b", 1, "12"));
    assertThat(form.id(List.of())).containsExactly("k", "time");
  }

  @Test
  void allColumnsThatATableLacksAreToldBeforeTheWork() {
    Dataset<Row> table = table("(1, 'a', 2)", "id, text, steps");
    assertRefused(
        new SeriesWindows("tme", List.of("x"), Optional.of("texd"), 2, 1),
        table,
        ExitCode.USAGE,
        "sequences.series.time names column 'tme', which the table does not have",
        "sequences.series.values names column 'x'",
        "sequences.series.key names column 'texd', which the table does not have; the nearest is 'text'");
    assertRefused(
        new EventSequences(
            "e", List.of("5"), 3, Optional.of(new EventSequences.Grouping("k", "o"))),
        table,
        ExitCode.USAGE,
        "sequences.events.column names column 'e'",
        "sequences.events.key names column 'k'",
        "sequences.events.order names column 'o'");
    assertRefused(
        new TextSequences("words", List.of("A"), 3, 0),
        table,
        ExitCode.USAGE,
        "sequences.text.column names column 'words'");
  }

  @Test
  void columnsOfAnotherTypeOrTakenNamesAreRefused() {
    Dataset<Row> table = table("(1, 'a', 2)", "id, text, window");
    assertRefused(
        new TextSequences("id", List.of("A"), 3, 0),
        table,
        ExitCode.MISMATCH,
        "sequences.text.column must name a column of text, but column 'id' is int");
    assertRefused(
        new TextSequences("text", List.of("A"), 3, 1),
        table,
        ExitCode.MISMATCH,
        "Sequences make a column 'window', but the table has one already");
    assertRefused(
        new EventSequences("id", List.of("5"), 3, Optional.empty()),
        table,
        ExitCode.MISMATCH,
        "sequences.events.column must name a column of lists of events");
    assertRefused(
        new SeriesWindows("id", List.of("text"), Optional.empty(), 2, 1),
        table,
        ExitCode.MISMATCH,
        "sequences.series.values must name a column of numbers, but column 'text' is string");
  }

  private static void assertRefused(
      Sequences form, Dataset<Row> table, ExitCode code, String... messages) {
    assertThatThrownBy(() -> form.of(table, Optional.empty()))
        .isInstanceOfSatisfying(
            UserException.class,
            refused -> {
              assertThat(refused.exitCode()).isEqualTo(code);
              assertThat(refused.getMessage()).contains(messages);
            });
  }
}
