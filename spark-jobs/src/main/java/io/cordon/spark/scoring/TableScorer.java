package io.cordon.spark.scoring;

import io.cordon.rows.RowFunction;
import io.cordon.spark.features.FeatureReader;
import io.cordon.spark.features.InternalRows;
import io.cordon.spark.rows.RecordSerialisation;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Adds scores to a table: one narrow pass, block by block, without a shuffle. Every row of the
 * table comes out once, in its partition and its order; or, by {@link #addToScorable}, every row
 * that can be scored.
 *
 * @param score of a row of features
 * @param control the untrained network's score, where it is wanted
 * @param threshold a row is flagged where its score exceeds it
 * @param columns names of what is added
 * @param counts receives the numbers of rows, where they are wanted
 * @param reasons of the flagged rows, where they are wanted
 * @param survey receives what is seen beside the scores, where it is wanted
 */
public record TableScorer(
    RowFunction score,
    Optional<RowFunction> control,
    float threshold,
    ScoredColumns columns,
    Optional<ScoringCounts> counts,
    Optional<ReasonsWanted> reasons,
    Optional<SurveyAccumulator> survey) {

  /** Scores alone. */
  public TableScorer(
      RowFunction score,
      Optional<RowFunction> control,
      float threshold,
      ScoredColumns columns,
      Optional<ScoringCounts> counts) {
    this(score, control, threshold, columns, counts, Optional.empty(), Optional.empty());
  }

  /** Names of the columns that are added, in their order. */
  public List<String> added() {
    List<String> added = new ArrayList<>(columns.names(control.isPresent()));
    reasons.ifPresent(wanted -> added.add(ScoredColumns.REASONS));
    return added;
  }

  /**
   * The table with the scores behind its columns.
   *
   * @param reader bound to the table's schema
   * @throws io.cordon.error.UserException where the table has a column of such a name already
   */
  public Dataset<Row> addTo(Dataset<Row> table, FeatureReader reader) {
    return add(table, reader, false);
  }

  /** The same without the rows that the reader refuses, which {@link RefusedRows} gives. */
  public Dataset<Row> addToScorable(Dataset<Row> table, FeatureReader reader) {
    return add(table, reader, true);
  }

  private Dataset<Row> add(Dataset<Row> table, FeatureReader reader, boolean leavesOut) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(table.sparkSession().sparkContext());
    RecordSerialisation.require(spark.getConf());
    Broadcast<Work> work =
        spark.broadcast(
            new Work(
                reader, score, control.orElse(null), threshold, leavesOut, reasons.orElse(null)));
    return InternalRows.table(
        table,
        reasons.isPresent()
            ? columns.withReasons(table.schema(), control.isPresent())
            : columns.behind(table.schema(), control.isPresent()),
        new ScorePartition(work, counts.orElse(null), survey.orElse(null)));
  }

  /** What the executors need, once each. */
  record Work(
      FeatureReader reader,
      RowFunction score,
      RowFunction control,
      float threshold,
      boolean leavesOut,
      ReasonsWanted reasons)
      implements Serializable {}
}
