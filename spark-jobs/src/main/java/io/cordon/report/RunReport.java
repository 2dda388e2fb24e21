package io.cordon.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.cordon.drift.DriftCheck;
import io.cordon.explain.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that one run of {@code score --date} has to say: what a page about it shows. It is
 * written with the day, as {@code <output.path>/_cordon/2026-11-21.report.json}, or, where the day
 * has drifted too far to be published, as {@code 2026-11-21.refused.json}.
 *
 * @param run what was scored by what
 * @param refused why the day was not published, its worst distances; null where it was
 * @param counts of rows and files, by the names that the ledger has: rows, scored, flagged,
 *     quarantined, files, unreadableFiles
 * @param quarantine why rows and files were set aside, the commonest reason first
 * @param seconds of each stage up to the publication, in the order of the stages
 * @param rowsPerSecond rows a second of the stage that scores, writes and audits
 * @param threshold what was flagged
 * @param drift every distance that was checked; empty where nothing could be judged
 * @param scores how the day's scores are spread
 * @param days the days published before, at most 30, and this one as the last
 * @param explained how the reasons add up; null where there are none
 * @param alerts the highest scores among the flagged rows, at most 100
 * @param warnings what a user should know
 */
@JsonPropertyOrder({
  "run",
  "refused",
  "counts",
  "quarantine",
  "seconds",
  "rowsPerSecond",
  "threshold",
  "drift",
  "scores",
  "days",
  "explained",
  "alerts",
  "warnings"
})
public record RunReport(
    Run run,
    @JsonInclude(JsonInclude.Include.NON_NULL) String refused,
    Map<String, Long> counts,
    List<SetAside> quarantine,
    Map<String, Double> seconds,
    double rowsPerSecond,
    ThresholdUsed threshold,
    List<DriftCheck> drift,
    Histogram scores,
    List<Day> days,
    Explained explained,
    List<Alert> alerts,
    List<String> warnings) {
  /** Alerts that a report holds at most; the alerts table holds all. */
  public static final int MOST_ALERTS = 100;

  /** Days that a report looks back. */
  public static final int DAYS_BACK = 30;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public RunReport {
    counts = new LinkedHashMap<>(counts);
    quarantine = List.copyOf(quarantine);
    seconds = new LinkedHashMap<>(seconds);
    drift = List.copyOf(drift);
    days = List.copyOf(days);
    alerts = List.copyOf(alerts);
    warnings = List.copyOf(warnings);
  }

  /**
   * What was scored by what.
   *
   * @param date such as 2026-11-21
   * @param source the folder of the table that was scored
   * @param table the folder of the scored table
   * @param modelId identity of the model
   * @param version of Cordon
   * @param forced whether --force was said
   */
  @JsonPropertyOrder({"date", "source", "table", "modelId", "detector", "version", "forced"})
  public record Run(
      String date,
      String source,
      String table,
      String modelId,
      String detector,
      String version,
      boolean forced) {}

  /** Rows, or files, that were set aside for one reason. */
  @JsonPropertyOrder({"reason", "count"})
  public record SetAside(String reason, long count) {}

  /**
   * The score above which rows were flagged.
   *
   * @param mode how it was chosen, such as "the model's contamination"
   * @param contamination share of rows that was to be flagged, from 0 to 1
   * @param trainingRate share of the training rows that it flags, from 0 to 1
   */
  @JsonPropertyOrder({"value", "mode", "contamination", "trainingRate"})
  public record ThresholdUsed(
      double value, String mode, double contamination, double trainingRate) {}

  /**
   * How scores are spread over bins of equal width.
   *
   * @param edges of the bins, ascending, one more than bins; the first bin also holds what is
   *     lower, the last what is higher
   * @param counts the day's rows by bin
   * @param training shares of the training rows by bin, which sum to 1
   * @param threshold above which rows were flagged
   */
  @JsonPropertyOrder({"edges", "counts", "training", "threshold"})
  public record Histogram(double[] edges, long[] counts, double[] training, double threshold) {}

  /** A published day in short. */
  @JsonPropertyOrder({"date", "rows", "scored", "flagged", "quarantined", "modelId"})
  public record Day(
      String date, long rows, long scored, long flagged, long quarantined, String modelId) {}

  /**
   * How the parts of the scores add up.
   *
   * @param method "TERMS" or "INTEGRATED_GRADIENTS": see {@link io.cordon.explain.Explanation}
   * @param rows with reasons
   * @param largestGap the largest completeness gap: see {@link io.cordon.explain.Reasons}
   * @param meanGap the mean gap
   */
  @JsonPropertyOrder({"method", "rows", "largestGap", "meanGap"})
  public record Explained(String method, long rows, double largestGap, double meanGap) {}

  /**
   * A flagged row.
   *
   * @param keys the key columns' values as text, by name
   * @param severity percentage of the training rows that score no higher
   * @param reasons the columns that raised the score most
   * @param newSinceYesterday whether yesterday's alerts do not have these keys
   */
  @JsonPropertyOrder({"keys", "outlierScore", "severity", "reasons", "newSinceYesterday"})
  public record Alert(
      Map<String, String> keys,
      double outlierScore,
      double severity,
      List<Reason> reasons,
      boolean newSinceYesterday) {
    public Alert {
      keys = new LinkedHashMap<>(keys);
      reasons = List.copyOf(reasons);
    }
  }

  /** As it is written: indented JSON that ends in a line break. */
  public String text() {
    try {
      return JSON.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
