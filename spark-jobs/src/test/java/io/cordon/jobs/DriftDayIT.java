package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cordon.drift.DriftCheck;
import io.cordon.drift.DriftCheck.Statistic;
import io.cordon.drift.Level;
import io.cordon.error.ExitCode;
import io.cordon.model.LocalFolder;
import io.cordon.model.Model;
import io.cordon.model.ModelFiles;
import io.cordon.report.RunReport;
import io.cordon.spark.SharedSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the nightly run says of its rows, and of a day that is not like the others. */
class DriftDayIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;
  private static Path model;
  private Lake lake;

  @BeforeAll
  static void train() throws IOException {
    model = Lake.trained(folder);
  }

  @BeforeEach
  void fill() {
    lake = Lake.in(folder, model);
  }

  private static Dataset<Row> planted(String ids) {
    return good("if(id in (" + ids + "), 200D, amount) as amount", "service");
  }

  private static Dataset<Row> good(String amount, String service) {
    return Lake.good().selectExpr("id", amount, "hour", service);
  }

  private RunReport report(String day) throws IOException {
    return said(day + ".report.json");
  }

  private RunReport refusal() throws IOException {
    return said(Lake.DAY + ".refused.json");
  }

  private RunReport said(String file) throws IOException {
    return JSON.readValue(lake.control().resolve(file).toFile(), RunReport.class);
  }

  @Test
  void theCorruptedColumnIsTheFirstReasonOfEveryFlaggedRow() throws IOException {
    lake.write(Lake.DAY, planted("3, 50, 177"));
    lake.done(Lake.DAY);
    Dataset<Row> table = lake.table(Lake.DAY);
    assertThat(table.where("id in (3, 50, 177) and reasons[0].feature = 'amount'").count())
        .isEqualTo(3);
    assertThat(table.where("id = 3 and reasons[0].share > 0.5 and size(reasons) <= 3").count())
        .isEqualTo(1);
    assertThat(table.where("(reasons is null) = (predictedLabel = 1)").count()).isZero();
    assertThat(table.where("exists(reasons, r -> r.share <= 0 or r.share > 1)").count()).isZero();
    RunReport report = report(Lake.DAY);
    assertThat(report.explained().rows()).isEqualTo(report.counts().get("flagged"));
    assertThat(report.explained().largestGap()).isBetween(0.0, 1e-3);
    assertThat(report.alerts().get(0).keys().get("id")).isIn("3", "50", "177");
    assertThat(report.alerts().get(0).reasons().get(0).column()).isEqualTo("amount");
  }

  @Test
  void withoutReasonsAndAlertsTheTableIsAsItWas() {
    lake.done(Lake.DAY);
    List<Row> scores = sorted(lake.table(Lake.DAY).drop("reasons"));
    assertThat(lake.alerts(Lake.DAY).count()).isPositive();
    lake.done(Lake.DAY, "--set", "output.reasons=0", "--set", "output.alerts=false");
    assertThat(lake.table(Lake.DAY).columns()).doesNotContain("reasons");
    assertThat(sorted(lake.table(Lake.DAY))).isEqualTo(scores);
    assertThat(lake.alerts(Lake.DAY).count()).as("those of the run before are gone").isZero();
  }

  private record Planted(
      String name, String amount, String service, String check, Statistic statistic) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Planted> drifts() {
    return Stream.of(
        new Planted("shifted", "amount + 30 as amount", "service", "amount", Statistic.KS),
        new Planted(
            "halfNull",
            "if(id % 2 = 0, null, amount) as amount",
            "service",
            "amount",
            Statistic.NULL_RATE),
        new Planted(
            "unseenCategory",
            "amount",
            "if(id % 2 = 0, 'new', service) as service",
            "service",
            Statistic.UNSEEN));
  }

  @ParameterizedTest
  @MethodSource("drifts")
  void aPlantedDriftIsCaughtAndTheDayStaysAsItWas(Planted planted) throws IOException {
    lake.done(Lake.DAY);
    Map<String, String> before = lake.published();
    lake.write(Lake.DAY, good(planted.amount(), planted.service()));
    JobRun run = lake.score(Lake.DAY);
    assertThat(run.err()).contains("column '" + planted.check() + "'", "limit", "nothing was");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.BAD_DATA.code());
    assertThat(lake.withoutRefusals()).isEqualTo(before);
    assertThat(check(refusal(), planted.check(), planted.statistic()).level())
        .isEqualTo(Level.FAIL);
    Map<String, String> refused = lake.published();
    assertThat(lake.score(Lake.DAY, "--dry-run").code()).isEqualTo(ExitCode.BAD_DATA.code());
    assertThat(lake.published()).as("a dry run writes nothing").isEqualTo(refused);
    assertThat(lake.done(Lake.DAY, "--force").out())
        .contains("warning: Drift, published in spite of it (--force): ", "Published: ");
    assertThat(report(Lake.DAY).drift())
        .filteredOn(check -> check.level() == Level.FAIL && check.kind() == DriftCheck.Kind.COLUMN)
        .extracting(DriftCheck::name)
        .containsOnly(planted.check());
    assertThat(check(report(Lake.DAY), planted.check(), planted.statistic()).level())
        .isEqualTo(Level.FAIL);
    lake.assertNoLitter();
  }

  @Test
  void aRefusedDayLeavesAPageThatTheErrorNamesUntilTheDayIsPublished() throws IOException {
    lake.write(Lake.DAY, good("amount + 40 as amount", "service"));
    lake.score(Lake.DAY);
    lake.write(Lake.DAY, good("amount + 30 as amount", "service").where("id < 150"));
    JobRun run = lake.score(Lake.DAY);
    Path page = lake.control().resolve(Lake.DAY + ".refused.html");
    assertThat(run.err()).contains("nothing was published; look at " + page + " and the source");
    assertThat(Files.readString(page))
        .contains("<h1>Refused day 2026-11-20</h1>", "id=\"scores\"", "id=\"drift\"", "--force");
    assertThat(refusal().refused()).contains("column 'amount'");
    assertThat(refusal().counts()).as("of the last try").containsEntry("rows", 150L);
    assertThat(lake.withoutRefusals()).isEmpty();
    lake.write(Lake.DAY, Lake.good());
    lake.done(Lake.DAY);
    assertThat(report(Lake.DAY).text()).doesNotContain("refused");
    lake.assertNoLitter();
  }

  @Test
  void halfTheRowsMissingIsCaughtOnceThreeDaysAreKnown() throws IOException {
    for (String day : List.of("2026-11-17", "2026-11-18", Lake.BEFORE)) {
      lake.write(day, Lake.good());
      lake.done(day);
    }
    Map<String, String> before = lake.published();
    lake.write(Lake.DAY, Lake.good().where("id < 100"));
    JobRun run = lake.score(Lake.DAY);
    assertThat(run.err()).contains("the day: the number of rows changed by -0.5");
    assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA.code());
    assertThat(lake.withoutRefusals()).isEqualTo(before);
    assertThat(lake.done(Lake.DAY, "--set", "drift.rows.fail=0.6").out())
        .contains("warning: Drift: the day: the number of rows changed by");
    assertThat(report(Lake.DAY).days())
        .hasSize(4)
        .last()
        .extracting(RunReport.Day::rows)
        .isEqualTo(100L);
    lake.assertNoLitter();
  }

  /** Days of the model's own distribution; 300 rows, so that chance alone moves every share. */
  @Test
  void aCalmSmallDayPassesWithTheDefaults() {
    for (int seed = 0; seed < 10; seed++) {
      lake.write(
          Lake.DAY,
          SharedSession.session()
              .range(0, 300, 1, 2)
              .selectExpr("id", "cast(rand(" + seed + ") * 1000000 as bigint) as x")
              .selectExpr(
                  "id",
                  "sin(x) * 10 as amount",
                  "cast(x % 24 as int) as hour",
                  "concat('s', x % 4) as service"));
      JobRun run = lake.score(Lake.DAY, "--dry-run");
      assertThat(run.code()).as("seed %d: %s", seed, run.err()).isZero();
      assertThat(run.out()).doesNotContain("warning: Drift");
    }
  }

  @Test
  void alertsAreTheFlaggedRowsAndTellWhichAreNew() throws IOException {
    lake.write(Lake.BEFORE, planted("5, 6"));
    lake.write(Lake.DAY, planted("6, 7"));
    lake.done(Lake.BEFORE);
    assertThat(lake.alerts(Lake.BEFORE).where("not newSinceYesterday").count()).isZero();
    lake.done(Lake.DAY);
    Dataset<Row> alerts = lake.alerts(Lake.DAY);
    assertThat(alerts.columns())
        .containsExactly(
            "id",
            "outlierScore",
            "severity",
            "reasons",
            "modelId",
            "scoredAt",
            "newSinceYesterday");
    assertThat(sorted(alerts.select("id")))
        .isEqualTo(sorted(lake.table(Lake.DAY).where("predictedLabel = 1").select("id")));
    assertThat(alerts.where("newSinceYesterday").select("id").collectAsList())
        .extracting(row -> row.getLong(0))
        .contains(7L)
        .doesNotContain(6L);
    assertThat(report(Lake.DAY).alerts()).hasSize((int) alerts.count());
    lake.assertNoLitter();
  }

  @Test
  void theReportSaysWhatTheTablesHold() throws IOException {
    lake.write(Lake.DAY, good("if(id = 9, 1e308D, amount) as amount", "service"));
    lake.done(Lake.DAY);
    RunReport report = report(Lake.DAY);
    assertThat(report.counts()).containsEntry("rows", 200L).containsEntry("quarantined", 1L);
    assertThat(report.quarantine())
        .singleElement()
        .extracting(RunReport.SetAside::count)
        .isEqualTo(1L);
    assertThat(report.run().modelId()).isEqualTo(lake.table(Lake.DAY).head().getAs("modelId"));
    assertThat(Arrays.stream(report.scores().counts()).sum()).isEqualTo(199);
    assertThat(Arrays.stream(report.scores().training()).sum()).isCloseTo(1, within(1e-9));
    assertThat(report.seconds()).containsKeys("footers", "score, write and audit", "drift");
    assertThat(report.rowsPerSecond()).isPositive();
    assertThat(lake.control().resolve(Lake.DAY + ".report.json"))
        .as("the JSON holds all of it")
        .hasContent(report.text());
  }

  @Test
  void aModelWithoutProfilesScoresAndSaysThatColumnsCannotBeJudged() {
    Model profiled = ModelFiles.read(new LocalFolder(model));
    assertThat(profiled.profiles()).isPresent();
    Path old = lake.folder().resolve("old-model");
    ModelFiles.write(without(profiled), new LocalFolder(old));
    JobRun run = lake.done(Lake.DAY, "--set", "model.path=" + old);
    assertThat(run.out()).contains("warning: The drift of columns cannot be judged");
    assertThat(lake.table(Lake.DAY).count()).isEqualTo(Lake.ROWS);
  }

  private static Model without(Model model) {
    return new Model(
        model.detector(),
        model.settingsJson(),
        model.seed(),
        model.fitted(),
        model.features(),
        model.threshold(),
        model.trainedScores(),
        model.untrainedScores(),
        model.scoreQuantiles(),
        model.dataFingerprint(),
        model.versions(),
        Optional.empty());
  }

  private static DriftCheck check(RunReport report, String name, Statistic statistic) {
    return report.drift().stream()
        .filter(check -> check.name().equals(name) && check.statistic() == statistic)
        .findFirst()
        .orElseThrow();
  }

  private static List<Row> sorted(Dataset<Row> table) {
    return table.orderBy("id").collectAsList();
  }
}
