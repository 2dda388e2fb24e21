package io.cordon.jobs.settings;

import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.trim;

import io.cordon.spark.features.InternalRows;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;

/** What the label column says of a row. */
public final class Labels {

  private Labels() {}

  /**
   * True for anomalies, false for normal rows, null where there is no label.
   *
   * @param label the column
   * @param anomalies its values that mean anomaly, whatever their case
   */
  public static Column anomaly(String label, List<String> anomalies) {
    Column text = lower(trim(InternalRows.column(label).cast("string")));
    return text.isin(
        anomalies.stream().map(value -> value.strip().toLowerCase(Locale.ROOT)).toArray());
  }
}
