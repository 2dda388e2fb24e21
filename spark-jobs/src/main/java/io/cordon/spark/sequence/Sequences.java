package io.cordon.spark.sequence;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How a table becomes one with a column {@value #STEPS} of float arrays of one length: the steps of
 * a sequence one after the other, each as many numbers. Steps of nothing but zeros after the end of
 * a sequence are padding.
 */
public sealed interface Sequences permits TextSequences, EventSequences, SeriesWindows {
  /** The column that is made. */
  String STEPS = "steps";

  /**
   * Makes the column; the work is done when the table is read.
   *
   * @param label what becomes of the label where many rows make one; empty = the table has none
   * @throws io.cordon.error.UserException USAGE listing all columns that the table lacks; MISMATCH
   *     where it has a column of a name that is made, or a column of a type that cannot be read
   */
  default Dataset<Row> of(Dataset<Row> table, Optional<LabelOfMany> label) {
    return of(table, label, List.of());
  }

  /**
   * The same, where many rows make one only if they agree in further columns, such as the day of a
   * table that is partitioned by days. They stay in the new table.
   */
  Dataset<Row> of(Dataset<Row> table, Optional<LabelOfMany> label, List<String> apart);

  /** Columns of the old table that sequences are made of, beside the label. */
  List<String> reads();

  /** Those of them that a row must have, because without them it has no place in a sequence. */
  List<String> required();

  /** Columns that tell the new table's rows apart, given those of the old one. */
  List<String> id(List<String> old);

  /** Columns of the new table that are no features, given those of the old one. */
  List<String> exclude(List<String> old);

  /** Whether rows of the new table are made of many rows of the old one. */
  boolean gathers();
}
