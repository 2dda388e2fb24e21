package io.cordon.jobs.day;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.cordon.explain.Reason;
import io.cordon.report.RunReport;
import io.cordon.spark.features.InternalRows;
import io.cordon.spark.scoring.ScoredColumns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The flagged rows of a day: keys, outlierScore, severity, reasons, modelId, scoredAt and
 * newSinceYesterday.
 *
 * @param keys columns that tell rows apart
 */
record DayAlerts(List<String> keys) {
  private static final String NEW = "newSinceYesterday";
  private static final String KNOWN = "_known";

  /**
   * The alerts of a scored day.
   *
   * @param yesterday the alerts of the day before, where there are any
   */
  Dataset<Row> of(Dataset<Row> scored, Optional<Dataset<Row>> yesterday) {
    Dataset<Row> flagged = scored.where(col(ScoredColumns.STANDARD.prediction()).equalTo(1));
    List<Column> columns = new ArrayList<>();
    keys.forEach(key -> columns.add(flagged.col(quoted(key))));
    columns.add(flagged.col(ScoredColumns.STANDARD.score()));
    columns.add(flagged.col("severity"));
    columns.add(
        List.of(scored.columns()).contains(ScoredColumns.REASONS)
            ? flagged.col(ScoredColumns.REASONS)
            : lit(null).cast(ScoredColumns.REASONS_TYPE).as(ScoredColumns.REASONS));
    columns.add(flagged.col("modelId"));
    columns.add(flagged.col("scoredAt"));
    Optional<Dataset<Row>> known = yesterday.filter(this::holdsKeys);
    if (known.isEmpty()) {
      columns.add(lit(true).as(NEW));
      return flagged.select(columns.toArray(Column[]::new));
    }
    Dataset<Row> before =
        InternalRows.only(known.get(), keys).distinct().withColumn(KNOWN, lit(true));
    Column same = lit(true);
    for (String key : keys) {
      same = same.and(flagged.col(quoted(key)).equalTo(before.col(quoted(key))));
    }
    columns.add(before.col(KNOWN).isNull().as(NEW));
    return flagged.join(before, same, "left").select(columns.toArray(Column[]::new));
  }

  /** The highest of the written alerts, for the report. */
  List<RunReport.Alert> top(Dataset<Row> alerts) {
    List<RunReport.Alert> top = new ArrayList<>();
    String score = ScoredColumns.STANDARD.score();
    for (Row row : alerts.orderBy(col(score).desc()).limit(RunReport.MOST_ALERTS).collectAsList()) {
      Map<String, String> names = new LinkedHashMap<>();
      keys.forEach(key -> names.put(key, String.valueOf(row.get(index(row, key)))));
      List<Reason> reasons = new ArrayList<>();
      if (!row.isNullAt(index(row, ScoredColumns.REASONS))) {
        for (Row reason : row.<Row>getList(index(row, ScoredColumns.REASONS))) {
          reasons.add(new Reason(reason.getString(0), reason.getDouble(1)));
        }
      }
      top.add(
          new RunReport.Alert(
              names,
              row.getDouble(index(row, score)),
              row.getDouble(index(row, "severity")),
              reasons,
              row.getBoolean(index(row, NEW))));
    }
    return top;
  }

  private boolean holdsKeys(Dataset<Row> table) {
    return keys.stream()
        .allMatch(key -> List.of(table.columns()).stream().anyMatch(key::equalsIgnoreCase));
  }

  private static int index(Row row, String name) {
    String[] names = row.schema().fieldNames();
    for (int index = 0; index < names.length; index++) {
      if (names[index].equalsIgnoreCase(name)) {
        return index;
      }
    }
    throw new IllegalArgumentException("alerts must have a column " + name);
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
