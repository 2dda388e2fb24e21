package io.cordon.spark.features;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** Fits features to rows in this process, as the driver and one task would. */
final class LocalFit {
  static final StructType NUMBER = new StructType().add("x", DataTypes.DoubleType);
  static final StructType TEXT = new StructType().add("c", DataTypes.StringType);

  /** Fits as the driver and one task would; quartiles are sorted for. */
  static FittedFeatures fit(StructType schema, FeatureSettings settings, List<Object[]> rows) {
    FeatureColumns columns = FeatureColumns.of(schema, settings);
    TableProfile profile = TableProfile.empty(columns, settings);
    List<InternalRow> picked = new ArrayList<>();
    for (Object[] row : rows) {
      List<Object> cells = new ArrayList<>();
      columns.names().forEach(name -> cells.add(row[schema.fieldIndex(name)]));
      picked.add(new GenericInternalRow(cells.toArray()));
    }
    picked.forEach(profile::add);
    FeaturePlanner planner = new FeaturePlanner(columns, profile, settings);
    planner.check();
    return planner.plan(SortedQuartiles.of(columns, picked));
  }

  static List<Object[]> doubles(double... values) {
    List<Object[]> rows = new ArrayList<>();
    for (double value : values) {
      rows.add(new Object[] {value});
    }
    return rows;
  }

  static List<Object[]> texts(String... values) {
    List<Object[]> rows = new ArrayList<>();
    for (String value : values) {
      rows.add(new Object[] {UTF8String.fromString(value)});
    }
    return rows;
  }

  private LocalFit() {}
}
