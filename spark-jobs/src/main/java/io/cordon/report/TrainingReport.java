package io.cordon.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a training run went. It is written beside the model, as {@code <model.path>.train.json}.
 *
 * @param job "train"
 * @param model the model's folder
 * @param rows that trained
 * @param features columns of the network's input
 * @param threshold above which rows are flagged
 * @param contamination share of rows that was to be flagged, from 0 to 1
 * @param observedRate share of the training rows that the threshold flags, from 0 to 1
 * @param trainedScores the training rows' scores
 * @param untrainedScores the same by the untrained control
 * @param rounds in the order in which they ended; those that a resumed run found done are not among
 *     them
 * @param seconds of each stage
 */
@JsonPropertyOrder({
  "job",
  "model",
  "modelId",
  "detector",
  "rows",
  "features",
  "threshold",
  "contamination",
  "observedRate",
  "trainedScores",
  "untrainedScores",
  "rounds",
  "warnings",
  "seconds"
})
public record TrainingReport(
    String job,
    String model,
    String modelId,
    String detector,
    long rows,
    int features,
    double threshold,
    double contamination,
    double observedRate,
    Scores trainedScores,
    Scores untrainedScores,
    List<Round> rounds,
    List<String> warnings,
    Map<String, Double> seconds) {

  public TrainingReport {
    rounds = List.copyOf(rounds);
    warnings = List.copyOf(warnings);
    seconds = new LinkedHashMap<>(seconds);
  }

  /** How scores are spread. */
  @JsonPropertyOrder({"min", "max", "mean", "standardDeviation"})
  public record Scores(double min, double max, double mean, double standardDeviation) {}

  /**
   * One round.
   *
   * @param phase of the method, such as "pretraining"
   * @param round from 1
   * @param loss mean loss a row
   * @param r the method's own number, such as OC-NN's margin; null where it has none
   * @param seconds that it took
   */
  @JsonPropertyOrder({"phase", "round", "loss", "r", "seconds"})
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Round(String phase, int round, double loss, Double r, double seconds) {}
}
