package io.cordon.jobs.settings;

import io.cordon.datasets.HoldOut;
import io.cordon.spark.sequence.LabelOfMany;
import io.cordon.spark.sequence.Sequences;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The table that a run trains on or scores: the source's, or one of the sequences that its rows are
 * or make.
 *
 * @param anomalies labels that mean anomaly
 * @param day column by which the table is partitioned: no sequence goes beyond a day
 */
public record RunTable(
    SourceOptions source,
    Optional<Sequences> sequences,
    List<String> anomalies,
    Optional<String> day) {

  /** Which part of the rows a job reads where the settings hold some out. */
  public Dataset<Row> read(SparkSession spark, HoldOut.Part part) {
    return sequences.filter(Sequences::gathers).isPresent()
        ? source.part(made(source.whole(spark)), partedBy(), part)
        : made(source.read(spark, part));
  }

  /** What becomes of the source's rows, or of some of them. */
  public Dataset<Row> made(Dataset<Row> rows) {
    if (sequences.isEmpty()) {
      return rows;
    }
    Optional<LabelOfMany> label =
        source.label().map(name -> new LabelOfMany(name, Labels.anomaly(name, anomalies)));
    List<String> columns = List.of(rows.columns());
    // A single day's rows have no such column.
    List<String> apart =
        day.stream().flatMap(name -> columns.stream().filter(name::equalsIgnoreCase)).toList();
    return sequences.get().of(rows, label, apart);
  }

  /** Columns that identify a row. */
  public List<String> id() {
    return sequences.map(made -> made.id(source.id())).orElse(source.id());
  }

  /** Columns by which rows are held out; all windows of a text go together. */
  public List<String> partedBy() {
    return sequences.filter(Sequences::gathers).isPresent() ? id() : source.id();
  }

  /** Columns to leave out. */
  public List<String> exclude() {
    return sequences.map(made -> made.exclude(source.exclude())).orElse(source.exclude());
  }
}
