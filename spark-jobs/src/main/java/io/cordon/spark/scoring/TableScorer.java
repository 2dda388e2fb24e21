package io.cordon.spark.scoring;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.rows.RowFunction;
import io.cordon.spark.features.InternalRows;
import io.cordon.spark.features.FeatureReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Adds scores to a table: one narrow pass, block by block, without a shuffle. Every row of the table comes out once, in its partition and its order.
 *
 * @param score of a row of features
 * @param control the untrained network's score, where it is wanted
 * @param threshold a row is flagged where its score exceeds it
 */
public record TableScorer(RowFunction score, Optional<RowFunction> control, float threshold) {

  /**
   * The table with {@link ScoredColumns} added.
   *
   * @param reader bound to the table's schema
   * @throws UserException where the table has a column of such a name already
   */
  public Dataset<Row> addTo(Dataset<Row> table, FeatureReader reader) {
    StructType scored = scoredSchema(table.schema());
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(table.sparkSession().sparkContext());
    Broadcast<TableScorer.Model> model = spark.broadcast(new Model(reader, score, control.orElse(null), threshold));
    return InternalRows.table(table, scored, new ScorePartition(model));
  }

  private StructType scoredSchema(StructType schema) {
    List<String> added = new ArrayList<>(List.of(ScoredColumns.SCORE, ScoredColumns.PREDICTION));
    control.ifPresent(untrained -> added.add(ScoredColumns.CONTROL));
    StructType scored = schema;
    for (String name : added) {
      for (String present : schema.fieldNames()) {
        if (present.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
          throw new UserException(
              ExitCode.MISMATCH, "The column " + name + " is about to be added, but the table has one already: leave it out with source.exclude, or rename it");
        }
      }
      scored = scored.add(name, DataTypes.DoubleType, false);
    }
    return scored;
  }

  /** What the executors need, once each. */
  record Model(FeatureReader reader, RowFunction score, RowFunction control, float threshold) implements java.io.Serializable {}
}
