package io.cordon.report;

import static io.cordon.report.Page.count;
import static io.cordon.report.Page.number;
import static io.cordon.report.Page.words;
import static j2html.TagCreator.p;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** A training run on one page: loss and r round by round, and what the model makes of its rows. */
public final class TrainingPage {
  private final TrainingReport report;

  private TrainingPage(TrainingReport report) {
    this.report = report;
  }

  /** The page of a report. */
  public static String of(TrainingReport report) {
    return new TrainingPage(report).text();
  }

  private String text() {
    Page page =
        new Page("Trained model " + report.model())
            .top(p(words(report.detector() + ", model " + report.modelId())))
            .section("Model", model())
            .section("Scores of the training rows", scores());
    if (!report.warnings().isEmpty()) {
      page.section("Warnings", Page.list(report.warnings()));
    }
    if (!report.rounds().isEmpty()) {
      page.section("Loss", chart("loss", "mean loss a row", TrainingReport.Round::loss));
      if (report.rounds().stream().anyMatch(round -> round.r() != null)) {
        page.section(
            "The method's own number (r of OC-NN)", chart("margin", "r", TrainingReport.Round::r));
      }
      page.section("Rounds", rounds());
    }
    return page.text();
  }

  private DomContent model() {
    return Page.table(
        List.of("what", "#number"),
        List.of(
            List.of(words("rows"), count("/rows", report.rows())),
            List.of(words("features"), count("/features", report.features())),
            List.of(words("threshold"), number("/threshold", report.threshold())),
            List.of(words("contamination"), number("/contamination", report.contamination())),
            List.of(
                words("share of the rows that it flags"),
                number("/observedRate", report.observedRate()))));
  }

  private DomContent scores() {
    return Page.table(
        List.of("network", "#least", "#mean", "#standard deviation", "#largest"),
        List.of(
            scores("trained", "/trainedScores", report.trainedScores()),
            scores("untrained", "/untrainedScores", report.untrainedScores())));
  }

  private static List<DomContent> scores(String name, String at, TrainingReport.Scores scores) {
    return List.of(
        words(name),
        number(at + "/min", scores.min()),
        number(at + "/mean", scores.mean()),
        number(at + "/standardDeviation", scores.standardDeviation()),
        number(at + "/max", scores.max()));
  }

  private DomContent chart(
      String name, String axis, Function<TrainingReport.Round, Double> number) {
    Map<String, XYSeries> phases = new LinkedHashMap<>();
    for (TrainingReport.Round round : report.rounds()) {
      Double value = number.apply(round);
      if (value != null) {
        phases.computeIfAbsent(round.phase(), XYSeries::new).add(round.round(), value);
      }
    }
    XYSeriesCollection lines = new XYSeriesCollection();
    phases.values().forEach(lines::addSeries);
    return Page.chart(() -> Charts.rounds(name, axis, lines));
  }

  private DomContent rounds() {
    List<List<DomContent>> rows = new ArrayList<>();
    for (int index = 0; index < report.rounds().size(); index++) {
      TrainingReport.Round round = report.rounds().get(index);
      String at = "/rounds/" + index;
      rows.add(
          List.of(
              words(round.phase()),
              count(at + "/round", round.round()),
              number(at + "/loss", round.loss()),
              round.r() == null ? words("") : number(at + "/r", round.r()),
              number(at + "/seconds", round.seconds())));
    }
    return Page.table(List.of("phase", "#round", "#loss", "#r", "#seconds"), rows);
  }
}
