package io.cordon.jobs.day;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.cordon.drift.QuantileGrid;
import io.cordon.explain.Explanation;
import io.cordon.jobs.settings.Flagging;
import io.cordon.model.Model;
import io.cordon.report.RunReport;
import io.cordon.spark.publish.LedgerEntry;
import io.cordon.spark.scoring.RefusedRows;
import io.cordon.spark.scoring.ScoreSummary;
import io.cordon.spark.scoring.Survey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Puts together what a run has to say.
 *
 * @param before the last published days
 */
record DayReport(
    RunReport.Run run,
    Model model,
    Flagging flagging,
    DayFindings found,
    DayDrift.Judgement judged,
    SortedMap<LocalDate, LedgerEntry> before) {
  private static final int BINS = 50;

  /**
   * Edges of the histogram's bins: from the training rows' lowest score to as far above the
   * threshold as that is above the lowest.
   */
  static double[] edges(Model model) {
    double low = model.scoreQuantiles()[0];
    double reach = 2 * (model.threshold().value() - low);
    double width = (reach > 0 ? reach : Math.max(1, Math.abs(low))) / BINS;
    double[] edges = new double[BINS + 1];
    for (int edge = 0; edge < edges.length; edge++) {
      edges[edge] = low + edge * width;
    }
    return edges;
  }

  /**
   * The report.
   *
   * @param seconds of the stages
   * @param scoring the stage that scores
   * @param quarantined as it was read back
   */
  RunReport of(
      Map<String, Double> seconds,
      String scoring,
      Optional<Explanation.Method> explained,
      List<RunReport.SetAside> quarantined,
      List<RunReport.Alert> alerts,
      List<String> warnings) {
    DayCounts counts = found.counts();
    return new RunReport(
        run,
        judged.refused().orElse(null),
        counts.byName(),
        quarantined,
        seconds,
        counts.scored() / Math.max(1e-9, seconds.getOrDefault(scoring, 0.0)),
        flagging.used(model),
        judged.checks(),
        histogram(),
        days(),
        explained.map(this::explained).orElse(null),
        alerts,
        warnings);
  }

  /** Why rows and files were set aside. */
  static List<RunReport.SetAside> reasons(Dataset<Row> quarantined) {
    List<RunReport.SetAside> reasons = new ArrayList<>();
    for (Row row :
        quarantined
            .groupBy(RefusedRows.REASON)
            .agg(count(lit(1)).as("count"))
            .orderBy(col("count").desc(), col(RefusedRows.REASON))
            .collectAsList()) {
      reasons.add(new RunReport.SetAside(row.getString(0), row.getLong(1)));
    }
    return reasons;
  }

  private RunReport.Explained explained(Explanation.Method method) {
    Survey survey = found.survey();
    return new RunReport.Explained(
        method.name(), survey.explained(), survey.largestGap(), survey.meanGap());
  }

  private RunReport.Histogram histogram() {
    ScoreSummary scores = found.scores();
    double[] edges = scores.edges();
    QuantileGrid reference = QuantileGrid.ofScores(model.scoreQuantiles());
    double[] training = new double[edges.length - 1];
    double upTo = 0;
    for (int bin = 0; bin < training.length; bin++) {
      double next = bin == training.length - 1 ? 1 : reference.below((float) edges[bin + 1]);
      training[bin] = next - upTo;
      upTo = next;
    }
    return new RunReport.Histogram(edges, scores.bins(), training, flagging.threshold(model));
  }

  private List<RunReport.Day> days() {
    List<RunReport.Day> days = new ArrayList<>();
    before.forEach(
        (date, entry) ->
            days.add(day(date.toString(), DayCounts.of(entry.counts()), entry.identity().model())));
    days.add(day(run.date(), found.counts(), run.modelId()));
    return days;
  }

  private static RunReport.Day day(String date, DayCounts counts, String model) {
    return new RunReport.Day(
        date, counts.rows(), counts.scored(), counts.flagged(), counts.quarantined(), model);
  }
}
