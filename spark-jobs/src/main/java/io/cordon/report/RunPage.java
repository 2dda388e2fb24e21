package io.cordon.report;

import static io.cordon.report.Page.count;
import static io.cordon.report.Page.number;
import static io.cordon.report.Page.words;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;

import io.cordon.drift.DriftCheck;
import io.cordon.drift.Level;
import io.cordon.explain.Reason;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A night's run on one page, for whoever asks in the morning how it went. */
public final class RunPage {
  private final RunReport report;

  private RunPage(RunReport report) {
    this.report = report;
  }

  /** The page of a report. */
  public static String of(RunReport report) {
    return new RunPage(report).text();
  }

  private String text() {
    RunReport.Run run = report.run();
    return new Page((refused() ? "Refused day " : "Scored day ") + run.date())
        .top(p(words(run.source() + " by " + run.detector() + " to " + run.table())))
        .top(p(words("Model " + run.modelId() + ", Cordon " + run.version())))
        .top(
            p(
                words("Drift: "),
                level(worst()),
                words(run.forced() ? ", published by --force" : "")))
        .section("Not published: what to do", refusal())
        .section("Warnings", warnings())
        .section("Rows", counts())
        .section("Scores", scores())
        .section("Flagged rows a day", Page.chart(() -> Charts.flagged(report.days())), days())
        .section("Drift", drift())
        .section("Set aside", quarantine())
        .section("Highest scores among the flagged rows", alerts())
        .section("Seconds", seconds())
        .text();
  }

  static String name(DriftCheck.Statistic statistic) {
    return switch (statistic) {
      case PSI -> "PSI";
      case KS -> "KS";
      case NULL_RATE -> "null rate";
      case UNSEEN -> "unseen values";
      case ROWS -> "number";
    };
  }

  private Level worst() {
    return report.drift().stream().map(DriftCheck::level).reduce(Level.OK, Level::or);
  }

  private boolean refused() {
    return report.refused() != null;
  }

  private DomContent[] refusal() {
    return refused()
        ? new DomContent[] {
          p(
              words(
                  "The day is not like the training table and the days before, so nothing was published; the scored table is as it was. "
                      + report.refused()
                      + ".")),
          Page.list(
              List.of(
                  "Look at the source first, at the columns that FAIL below. Where it is broken, mend it and run the day again.",
                  "Where the rows are right and will stay as they are now, train a new model on recent days, and run the day again with it.",
                  "Where the limit is too tight, raise it (drift in the settings), and run the day again.",
                  "To publish this day all the same, run it again with --force.",
                  "This page goes when the day is published, and is replaced when it is refused again."))
        }
        : new DomContent[0];
  }

  private DomContent[] warnings() {
    return report.warnings().isEmpty()
        ? new DomContent[0]
        : new DomContent[] {Page.list(report.warnings())};
  }

  private DomContent counts() {
    List<List<DomContent>> rows = new ArrayList<>();
    for (Map.Entry<String, Long> entry : report.counts().entrySet()) {
      rows.add(
          List.of(words(entry.getKey()), count("/counts/" + entry.getKey(), entry.getValue())));
    }
    rows.add(List.of(words("rows a second"), number("/rowsPerSecond", report.rowsPerSecond())));
    return Page.table(List.of("count", "#number"), rows);
  }

  private DomContent[] scores() {
    RunReport.ThresholdUsed threshold = report.threshold();
    return new DomContent[] {
      Page.chart(() -> Charts.scores(report.scores())),
      p(
          words("Threshold "),
          number("/threshold/value", threshold.value()),
          words(" by " + threshold.mode() + ", which flags of the training rows the share "),
          number("/threshold/trainingRate", threshold.trainingRate())),
    };
  }

  private DomContent days() {
    List<List<DomContent>> rows = new ArrayList<>();
    for (int day = report.days().size() - 1; day >= 0; day--) {
      RunReport.Day found = report.days().get(day);
      String at = "/days/" + day;
      rows.add(
          List.of(
              words(found.date()),
              count(at + "/rows", found.rows()),
              count(at + "/flagged", found.flagged()),
              count(at + "/quarantined", found.quarantined())));
    }
    return Page.table(List.of("day", "#rows", "#flagged", "#quarantined"), rows);
  }

  private DomContent[] drift() {
    List<DriftCheck> checks = report.drift();
    if (checks.isEmpty()) {
      return new DomContent[] {p("Nothing could be judged: see the warnings.")};
    }
    List<List<DomContent>> rows =
        IntStream.range(0, checks.size())
            .boxed()
            .sorted(Comparator.comparing((Integer check) -> checks.get(check).level()).reversed())
            .map(check -> check(check, checks.get(check)))
            .toList();
    return new DomContent[] {
      Page.chart(() -> Charts.drift(checks)),
      Page.table(List.of("what", "by", "#value", "#warns at", "#stops at", "level"), rows)
    };
  }

  private static List<DomContent> check(int index, DriftCheck check) {
    String at = "/drift/" + index;
    return List.of(
        words(check.name()),
        words(name(check.statistic())),
        number(at + "/value", check.value()),
        number(at + "/warn", check.warn()),
        number(at + "/fail", check.fail()),
        level(check.level()));
  }

  private DomContent[] quarantine() {
    List<List<DomContent>> rows = new ArrayList<>();
    for (int reason = 0; reason < report.quarantine().size(); reason++) {
      RunReport.SetAside found = report.quarantine().get(reason);
      rows.add(
          List.of(words(found.reason()), count("/quarantine/" + reason + "/count", found.count())));
    }
    return rows.isEmpty()
        ? new DomContent[0]
        : new DomContent[] {Page.table(List.of("reason", "#rows or files"), rows)};
  }

  private DomContent[] alerts() {
    List<List<DomContent>> rows = new ArrayList<>();
    for (int alert = 0; alert < report.alerts().size(); alert++) {
      RunReport.Alert found = report.alerts().get(alert);
      String at = "/alerts/" + alert;
      rows.add(
          List.of(
              words(
                  found.keys().entrySet().stream()
                      .map(key -> key.getKey() + " " + key.getValue())
                      .collect(Collectors.joining(", "))),
              number(at + "/outlierScore", found.outlierScore()),
              number(at + "/severity", found.severity()),
              words(reasons(found.reasons())),
              words(found.newSinceYesterday() ? "new" : "")));
    }
    return rows.isEmpty()
        ? new DomContent[0]
        : new DomContent[] {
          Page.table(List.of("row", "#score", "#severity", "reasons", "since yesterday"), rows)
        };
  }

  private static String reasons(List<Reason> reasons) {
    return reasons.stream()
        .map(
            reason ->
                String.format(Locale.ROOT, "%s %.0f %%", reason.column(), 100 * reason.share()))
        .collect(Collectors.joining(", "));
  }

  private DomContent seconds() {
    List<List<DomContent>> rows = new ArrayList<>();
    for (Map.Entry<String, Double> stage : report.seconds().entrySet()) {
      String at = "/seconds/" + stage.getKey().replace("~", "~0").replace("/", "~1");
      rows.add(List.of(words(stage.getKey()), number(at, stage.getValue())));
    }
    return Page.table(List.of("stage", "#seconds"), rows);
  }

  private static DomContent level(Level level) {
    return span(level.name()).withClass(level.name());
  }
}
