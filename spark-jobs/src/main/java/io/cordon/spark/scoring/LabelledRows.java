package io.cordon.spark.scoring;

import io.cordon.features.FeaturePlan;
import io.cordon.rows.Block;
import io.cordon.spark.features.InternalRows;
import io.cordon.spark.features.RowEncoder;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Encoded rows and their labels in the driver's memory, for test sets that fit there.
 *
 * @param rows as the plan encodes them
 * @param anomalies whether the row of the same index is an anomaly
 */
public record LabelledRows(Block rows, boolean[] anomalies) {

  /**
   * Encodes a table on the executors and gathers it.
   *
   * @param label an int column: 1 = anomaly
   */
  public static LabelledRows of(Dataset<Row> table, FeaturePlan plan, String label) {
    List<String> columns = new ArrayList<>(RowEncoder.columns(plan));
    columns.add(label);
    Dataset<Row> needed = InternalRows.only(table, columns);
    List<LabelledRow> gathered =
        InternalRows.of(needed)
            .map(new Encode(RowEncoder.bind(plan, needed.schema()), columns.size() - 1))
            .collect();
    int width = plan.width();
    float[] values = new float[Math.multiplyExact(gathered.size(), width)];
    boolean[] anomalies = new boolean[gathered.size()];
    for (int row = 0; row < anomalies.length; row++) {
      System.arraycopy(gathered.get(row).features(), 0, values, row * width, width);
      anomalies[row] = gathered.get(row).anomaly();
    }
    return new LabelledRows(Block.of(width, values), anomalies);
  }

  private record LabelledRow(float[] features, boolean anomaly) implements Serializable {}

  /** Runs on executors. */
  private record Encode(RowEncoder encoder, int label)
      implements Function<InternalRow, LabelledRow> {
    @Override
    public LabelledRow call(InternalRow row) {
      float[] features = new float[encoder.width()];
      encoder.encode(row, features, 0);
      return new LabelledRow(features, row.getInt(label) == 1);
    }
  }
}
