package io.cordon.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.cordon.metric.Metric;
import io.cordon.metric.RankingMetrics;
import io.cordon.metric.ThresholdMetrics;
import io.cordon.model.Model;
import io.cordon.model.ModelFiles;
import io.cordon.model.ScoreStatistics;
import io.cordon.report.TrainingReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON summaries that jobs leave beside what they wrote. */
final class Reports {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Reports() {}

  static TrainingReport train(TrainJob.Result result, List<TrainingReport.Round> rounds) {
    Model model = result.model();
    return new TrainingReport(
        "train",
        result.path(),
        ModelFiles.identity(model),
        model.detector(),
        model.threshold().rows(),
        model.fitted().width(),
        model.threshold().value(),
        model.threshold().contamination(),
        model.threshold().observedRate(),
        scores(model.trainedScores()),
        scores(model.untrainedScores()),
        rounds,
        result.warnings(),
        result.seconds());
  }

  static String score(ScoreJob.Result result) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("job", "score");
    report.put("table", result.path());
    report.put("rows", result.rows());
    report.put("flagged", result.flagged());
    report.put("threshold", result.threshold().value());
    report.put("thresholdMode", result.threshold().mode());
    report.put("observedRate", result.observedRate());
    report.put("warnings", result.warnings());
    report.put("seconds", result.seconds());
    return text(report);
  }

  static String evaluation(EvaluateJob.Result result) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("job", "evaluate");
    report.put("rows", result.totals().rows());
    report.put("anomalies", result.totals().anomalies());
    report.put("unlabelled", result.unlabelled());
    report.put("trained", ranking(result.ranking()));
    report.put("atThreshold", threshold(result.atThreshold()));
    result.control().ifPresent(control -> report.put("untrained", ranking(control)));
    report.put("seconds", result.seconds());
    return text(report);
  }

  private static TrainingReport.Scores scores(ScoreStatistics scores) {
    return new TrainingReport.Scores(scores.min(), scores.max(), scores.mean(), scores.sd());
  }

  private static Map<String, Object> ranking(RankingMetrics ranking) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("auroc", value(ranking.auroc()));
    map.put("auprcAnomaly", value(ranking.auprcAnomaly()));
    map.put("auprcNormal", value(ranking.auprcNormal()));
    map.put("precisionAtTen", value(ranking.precisionAtTen()));
    map.put("f1AtContamination", value(ranking.f1AtContamination()));
    return map;
  }

  private static Map<String, Object> threshold(ThresholdMetrics metrics) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("flagged", metrics.flagged());
    map.put("observedRate", value(metrics.observedRate()));
    map.put("precision", value(metrics.precision()));
    map.put("recall", value(metrics.recall()));
    map.put("f1", value(metrics.f1()));
    return map;
  }

  /** A number, or why there is none. */
  private static Object value(Metric metric) {
    return metric.value().isPresent() ? metric.value().getAsDouble() : metric.toString();
  }

  static String text(Object report) {
    try {
      return JSON.writeValueAsString(report) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
