package io.cordon.datasets;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The canonical table of network connections: a row number, the 41 features, then three columns
 * that say what the row is.
 */
final class KddTable {
  /** The line or row number, from 1. */
  static final String ROW = "row";

  /** The attack family, "normal" for none. */
  static final String ATTACK = "attack";

  /** dos, probe, r2l, u2r or normal. */
  static final String CATEGORY = "category";

  /** 1 = anomaly, by the orientation. */
  static final String LABEL = "label";

  private KddTable() {}

  /** The whole canonical table. */
  static StructType schema() {
    StructType schema = new StructType().add(ROW, DataTypes.LongType, false);
    for (KddColumn column : KddColumn.values()) {
      schema = schema.add(column.column(), column.kind().type());
    }
    return schema
        .add(ATTACK, DataTypes.StringType)
        .add(CATEGORY, DataTypes.StringType)
        .add(LABEL, DataTypes.IntegerType, false);
  }
}
