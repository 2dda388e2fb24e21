package io.cordon.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cordon.drift.DriftCheck;
import io.cordon.drift.Level;
import io.cordon.explain.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages in a browser: they render, load nothing, and have the JSON's numbers. */
class PagesTest {
  private static final Pattern NUMBER =
      Pattern.compile("<data value=\"([^\"]*)\" data-at=\"([^\"]*)\">");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void aNightsPageHasItsChartsAndTheNumbersOfItsJson() throws Exception {
    RunReport report = report("<script>alert('x')</script>", null);
    Chromium.Loaded page = loaded(RunPage.of(report));
    assertThat(page.complaints()).isEmpty();
    assertThat(page.requests()).isEmpty();
    assertThat(page.dom()).contains("id=\"scores\"", "id=\"flagged\"", "id=\"drift\"");
    assertThat(page.dom()).contains("threshold</text>", "2026-11-20", "src_bytes PSI</text>");
    assertThat(page.dom()).doesNotContain("<script>").contains("&lt;script&gt;");
    assertThat(equalNumbers(page.dom(), JSON.readTree(report.text()))).isGreaterThan(30);
  }

  @Test
  void aDayWithoutDriftAlertsAndQuarantineHasAPageToo() throws Exception {
    RunReport full = report("nothing", null);
    RunReport bare =
        new RunReport(
            full.run(),
            null,
            full.counts(),
            List.of(),
            full.seconds(),
            0,
            full.threshold(),
            List.of(),
            full.scores(),
            full.days(),
            null,
            List.of(),
            List.of());
    Chromium.Loaded page = loaded(RunPage.of(bare));
    assertThat(page.complaints()).isEmpty();
    assertThat(page.dom()).contains("Nothing could be judged");
  }

  @Test
  void aRefusedDaysPageSaysFirstThatItIsNotPublishedAndWhatToDo() throws Exception {
    RunReport report = report("7", "column 'src_bytes': the stability index (PSI) is 0.6");
    Chromium.Loaded page = loaded(RunPage.of(report));
    assertThat(page.complaints()).isEmpty();
    assertThat(page.dom()).contains("Refused day 2026-11-20", "run it again with --force");
    assertThat(page.dom().indexOf("Not published: what to do"))
        .isBetween(0, page.dom().indexOf("<h2>Warnings"));
    assertThat(page.dom()).contains("id=\"scores\"", "id=\"drift\"", "PSI) is 0.6.");
    assertThat(equalNumbers(page.dom(), JSON.readTree(report.text()))).isGreaterThan(30);
  }

  @Test
  void aTrainingPageHasItsRoundsAndTheNumbersOfItsJson() throws Exception {
    TrainingReport report =
        new TrainingReport(
            "train",
            "models/a",
            "0123abcd",
            "oc-nn",
            1000,
            12,
            0.25,
            3,
            0.0301,
            new TrainingReport.Scores(-1, 2, 0.1, 0.5),
            new TrainingReport.Scores(-3, 4, 0, 1),
            List.of(
                new TrainingReport.Round("pretraining", 1, 0.5, null, 1.5),
                new TrainingReport.Round("pretraining", 2, 0.25, null, 1.25),
                new TrainingReport.Round("oc-nn", 1, 0.125, 0.2, 2)),
            List.of(),
            Map.of("train", 4.75));
    Chromium.Loaded page = loaded(TrainingPage.of(report));
    assertThat(page.complaints()).isEmpty();
    assertThat(page.requests()).isEmpty();
    assertThat(page.dom()).contains("id=\"loss\"", "id=\"margin\"", "pretraining</text>");
    assertThat(equalNumbers(page.dom(), JSON.valueToTree(report))).isGreaterThan(20);
  }

  @Test
  void aChartThatCannotBeDrawnStopsNoRun() {
    Supplier<String> broken =
        () -> {
          throw new NoClassDefFoundError("sun.font.FontManager");
        };
    assertThat(Page.chart(broken).render()).contains("could not be drawn", "FontManager");
  }

  @Test
  void theBrowserTellsWhatAPageAsksForAndWhatItComplainsOf() throws Exception {
    Chromium.Loaded page =
        loaded("<!DOCTYPE html><img src=\"http://127.0.0.1:9/a.png\"><script>missing()</script>");
    assertThat(page.requests()).contains("http://127.0.0.1:9/a.png");
    assertThat(page.complaints()).anyMatch(line -> line.contains("missing is not defined"));
  }

  private Chromium.Loaded loaded(String html) throws IOException, InterruptedException {
    Path page = folder.resolve("page.html");
    Files.writeString(page, html);
    return Chromium.load(page, folder);
  }

  /** How many numbers the page has, all of which the JSON has at the place that they name. */
  private static int equalNumbers(String dom, JsonNode json) {
    int found = 0;
    Matcher number = NUMBER.matcher(dom);
    while (number.find()) {
      JsonNode value = json.at(number.group(2));
      assertThat(value.isNumber()).as(number.group(2)).isTrue();
      assertThat(Double.parseDouble(number.group(1)))
          .as(number.group(2))
          .isEqualTo(value.asDouble());
      found++;
    }
    return found;
  }

  private static RunReport report(String key, String refused) {
    double[] edges = new double[41];
    double[] training = new double[40];
    long[] counts = new long[40];
    for (int bin = 0; bin < 40; bin++) {
      edges[bin] = bin / 10.0;
      training[bin] = Math.exp(-bin / 4.0) * 0.2;
      counts[bin] = Math.round(5000 * Math.exp(-bin / 5.0));
    }
    edges[40] = 4;
    List<RunReport.Day> days = new ArrayList<>();
    for (int day = 1; day <= 20; day++) {
      days.add(
          new RunReport.Day(
              "2026-11-%02d".formatted(day),
              27_000 + day,
              27_000,
              800 + day % 7 * 30,
              day,
              "0123"));
    }
    Map<String, Long> rows = new LinkedHashMap<>();
    rows.put("rows", 27_020L);
    rows.put("scored", 27_000L);
    rows.put("flagged", 980L);
    return new RunReport(
        new RunReport.Run(
            "2026-11-20", "lake/connections", "lake/scored", "0123", "autoencoder", "0.1.0", false),
        refused,
        rows,
        List.of(new RunReport.SetAside("NaN in column duration", 20)),
        Map.of("score, write and audit", 12.5),
        2160.25,
        new RunReport.ThresholdUsed(2.5, "contamination", 0.03, 0.0301),
        List.of(
            check("outlierScore", DriftCheck.Kind.SCORE, DriftCheck.Statistic.PSI, 0.02),
            check("src_bytes", DriftCheck.Kind.COLUMN, DriftCheck.Statistic.PSI, 0.6),
            check("service", DriftCheck.Kind.COLUMN, DriftCheck.Statistic.UNSEEN, 0.15),
            check("rows", DriftCheck.Kind.ROWS, DriftCheck.Statistic.ROWS, -0.05)),
        new RunReport.Histogram(edges, counts, training, 2.5),
        days,
        new RunReport.Explained("TERMS", 980, 1e-7, 1e-9),
        List.of(
            new RunReport.Alert(
                Map.of("id", key),
                3.75,
                100,
                List.of(new Reason("src_bytes", 0.75), new Reason("service", 0.2)),
                true)),
        List.of("Column 'extra' is not known to the model"));
  }

  private static DriftCheck check(
      String name, DriftCheck.Kind kind, DriftCheck.Statistic statistic, double value) {
    Level level = Math.abs(value) >= 0.25 ? Level.FAIL : value >= 0.1 ? Level.WARN : Level.OK;
    return new DriftCheck(name, kind, statistic, value, 0.1, 0.25, level);
  }
}
