package io.cordon.spark.features;

import io.cordon.error.UserException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fits feature extraction on a table. The plan has the same bits whatever the order of the rows and
 * their partitions, because only whole numbers, extremes and exact sums are gathered.
 */
public final class FeatureFitting {
  private static final Logger LOG = LoggerFactory.getLogger(FeatureFitting.class);

  private FeatureFitting() {}

  /**
   * Fits in one pass over the table, with up to three more where exact quartiles are needed (robust
   * scaling, or missing values to fill).
   *
   * @throws UserException USAGE for settings that do not fit the table's columns, MISMATCH for
   *     column names that differ only by case, BAD_DATA for a table without rows or usable columns,
   *     with infinite values, rejected missing values or too many categories
   */
  public static FittedFeatures fit(Dataset<Row> table, FeatureSettings settings) {
    FeatureColumns columns = FeatureColumns.of(table.schema(), settings);
    JavaRDD<InternalRow> rows = InternalRows.of(table, columns.names());
    TableProfile profile =
        InternalRows.summarise(
            rows, TableProfile.empty(columns, settings), "features: profile of the table");
    FeaturePlanner planner = new FeaturePlanner(columns, profile, settings);
    planner.check();
    FittedFeatures fitted = planner.plan(quartiles(rows, columns, profile, settings));
    fitted.warnings().forEach(LOG::warn);
    LOG.info(
        "{} rows, {} columns: {} features",
        fitted.rows(),
        table.schema().length(),
        fitted.plan().width());
    return fitted;
  }

  private static Map<Integer, Quartiles> quartiles(
      JavaRDD<InternalRow> rows,
      FeatureColumns columns,
      TableProfile profile,
      FeatureSettings settings) {
    ColumnReader[] readers = TableProfile.readers(columns);
    List<Integer> wanted = new ArrayList<>();
    List<QuantileRefinement.Target> targets = new ArrayList<>();
    for (int index = 0; index < columns.numeric().size(); index++) {
      NumericProfile numbers = profile.numeric(index);
      if (NumericPlanner.needsQuartiles(columns.numeric().get(index).name(), numbers, settings)) {
        wanted.add(index);
        for (int part = 1; part <= 3; part++) {
          targets.add(
              new QuantileRefinement.Target(
                  readers[index], numbers.bracket(Bracket.rankOf(numbers.count(), part, 4))));
        }
      }
    }
    double[] values = QuantileRefinement.values(rows, targets);
    Map<Integer, Quartiles> quartiles = new HashMap<>();
    for (int index = 0; index < wanted.size(); index++) {
      quartiles.put(
          wanted.get(index),
          new Quartiles(values[3 * index], values[3 * index + 1], values[3 * index + 2]));
    }
    return quartiles;
  }
}
