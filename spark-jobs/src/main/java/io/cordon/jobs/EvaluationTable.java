package io.cordon.jobs;

import io.cordon.metric.Metric;
import io.cordon.metric.RankingMetrics;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** An evaluation as a Markdown table: the trained model and the untrained control side by side. */
final class EvaluationTable {

  private EvaluationTable() {}

  static String of(EvaluateJob.Result result) {
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT,
            "%,d labelled rows, %,d anomalies (%.2f %%)",
            result.totals().rows(),
            result.totals().anomalies(),
            100.0 * result.totals().anomalies() / Math.max(1, result.totals().rows())));
    table
        .append(
            result.unlabelled() > 0
                ? String.format(Locale.ROOT, ", %,d rows without a label", result.unlabelled())
                : "")
        .append("\n\n");
    table.append("| metric | trained | untrained control |\n|---|---|---|\n");
    row(table, "AUROC", result, RankingMetrics::auroc);
    row(table, "AUPRC, anomaly = positive", result, RankingMetrics::auprcAnomaly);
    row(table, "AUPRC, normal = positive", result, RankingMetrics::auprcNormal);
    row(table, "P@10", result, RankingMetrics::precisionAtTen);
    row(table, "F1 at the true contamination", result, RankingMetrics::f1AtContamination);
    table.append(
        String.format(Locale.ROOT, "| flagged | %,d | |%n", result.atThreshold().flagged()));
    table
        .append("| observed rate | ")
        .append(number(result.atThreshold().observedRate()))
        .append(" | |\n");
    table
        .append("| precision at the threshold | ")
        .append(number(result.atThreshold().precision()))
        .append(" | |\n");
    table
        .append("| recall at the threshold | ")
        .append(number(result.atThreshold().recall()))
        .append(" | |\n");
    return table.toString();
  }

  private static void row(
      StringBuilder table,
      String name,
      EvaluateJob.Result result,
      Function<RankingMetrics, Metric> metric) {
    Optional<Metric> control = result.control().map(metric);
    table
        .append("| ")
        .append(name)
        .append(" | ")
        .append(number(metric.apply(result.ranking())))
        .append(" | ");
    table.append(control.map(EvaluationTable::number).orElse("")).append(" |\n");
  }

  /** Four decimals, or why there is no number. */
  static String number(Metric metric) {
    return metric.value().isPresent()
        ? String.format(Locale.ROOT, "%.4f", metric.value().getAsDouble())
        : metric.toString();
  }
}
