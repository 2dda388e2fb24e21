package io.cordon.jobs.day;

import io.cordon.features.FeaturePlan;
import io.cordon.spark.features.RowEncoder;
import io.cordon.spark.features.SchemaCheck;
import io.cordon.spark.source.DaySchema;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of the model, and those that are kept.
 *
 * @param kept columns that the result is to keep; none keeps all
 */
record ModelSchema(FeaturePlan plan, List<String> kept) implements DaySchema {

  @Override
  public List<String> check(StructType found) {
    return SchemaCheck.check(plan, found);
  }

  @Override
  public List<String> columns(StructType found) {
    List<String> wanted = new ArrayList<>(kept.isEmpty() ? List.of(found.fieldNames()) : kept);
    add(RowEncoder.columns(plan), wanted);
    return wanted;
  }

  /** Adds columns that are not there yet, whatever their case. */
  static void add(List<String> more, List<String> columns) {
    for (String column : more) {
      if (columns.stream().noneMatch(column::equalsIgnoreCase)) {
        columns.add(column);
      }
    }
  }
}
