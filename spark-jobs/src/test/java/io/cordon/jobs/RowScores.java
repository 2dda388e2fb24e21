package io.cordon.jobs;

import io.cordon.model.LoadedModel;
import io.cordon.rows.RowFunction;
import io.cordon.spark.features.InternalRows;
import io.cordon.spark.features.RowEncoder;
import io.cordon.spark.scoring.ScoredColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/** Scores and flags of a table by the number of the row, so that two ways can be compared. */
final class RowScores {

  private RowScores() {}

  /** A row's score and flag; records compare doubles bit by bit. */
  record Scored(double score, double flag) {}

  /** What a scored table says. */
  static Map<Long, Scored> of(Dataset<Row> scored, String id) {
    Map<Long, Scored> scores = new TreeMap<>();
    for (Row row :
        scored
            .selectExpr(
                "cast(" + id + " as bigint)",
                ScoredColumns.STANDARD.score(),
                ScoredColumns.STANDARD.prediction())
            .collectAsList()) {
      scores.put(row.getLong(0), new Scored(row.getDouble(1), row.getDouble(2)));
    }
    return scores;
  }

  /** What a model says in this thread, row after row, without Spark's help. */
  static Map<Long, Scored> inProcess(LoadedModel model, Dataset<Row> table, String id) {
    List<String> columns =
        new ArrayList<>(RowEncoder.columns(model.model().features().orElseThrow()));
    columns.add(id);
    Dataset<Row> needed =
        InternalRows.only(table, columns).withColumn(id, InternalRows.column(id).cast("bigint"));
    RowEncoder encoder = RowEncoder.bind(model.model().features().orElseThrow(), needed.schema());
    RowFunction.Pass pass = model.score().open();
    float[] features = new float[encoder.width()];
    float[] score = new float[1];
    Map<Long, Scored> scores = new TreeMap<>();
    for (InternalRow row : InternalRows.of(needed).map(InternalRow::copy).collect()) {
      encoder.encode(row, features, 0);
      pass.apply(features, 0, 1, score, 0);
      double flag = model.model().threshold().flags(score[0]) ? 1 : 0;
      scores.put(row.getLong(columns.size() - 1), new Scored(score[0], flag));
    }
    return scores;
  }
}
