package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.error.ExitCode;
import io.cordon.spark.SharedSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tables that are not as they should be, through the command line: each ends with its exit code and
 * a sentence, and leaves nothing half done; or works, and says what was done about it.
 */
class BadTableIT {
  private static final String GOOD = "id, amount, hour, service, label";
  private static final String NO_SUCH = "no-such-table";

  @TempDir private static Path folder;

  /** A table, a job on it, and how it must end. */
  private record Case(
      String job, String table, Map<String, String> settings, ExitCode code, String message) {
    @Override
    public String toString() {
      return job + " " + table + " " + settings;
    }
  }

  @BeforeAll
  static void writeTablesAndTheModel() throws IOException {
    Dataset<Row> good =
        SharedSession.session()
            .range(200)
            .selectExpr(
                "id",
                "sin(id) * 10 as amount",
                "cast(id % 24 as int) as hour",
                "concat('s', id % 4) as service",
                "cast(id % 20 = 0 as int) as label");
    save(good, "good");
    save(good.repartition(3).union(good.limit(0).repartition(2)), "gaps");
    save(with(good, "if(id % 9 = 0, null, amount) as amount"), "nulls");
    save(with(good, "if(id = 7, double('NaN'), amount) as amount"), "nan");
    save(with(good, "if(id = 7, double('-Infinity'), amount) as amount"), "infinity");
    save(with(good, "if(id < 3, 'new', service) as service"), "unseen");
    save(good.drop("amount"), "missing");
    save(with(good, "cast(amount as string) as amount"), "wrong-type");
    save(with(good, "cast(hour as string) as hour").drop("amount"), "two-differences");
    save(with(good, "cast(hour as bigint) as hour"), "wider");
    save(good.selectExpr("*", "id * 2 as extra"), "extra");
    save(good.limit(1), "one-row");
    save(good.limit(0), "no-rows");
    save(good.selectExpr("*", "4.5D as same"), "constant");
    save(
        SharedSession.session()
            .range(10_000)
            .selectExpr(
                "id",
                "sin(id) as amount",
                "cast(id % 24 as int) as hour",
                "concat('c', id) as service",
                "0 as label"),
        "ten-thousand");
    Files.createDirectory(folder.resolve("empty-folder"));
    Files.createDirectory(folder.resolve("csv"));
    Files.writeString(folder.resolve("csv/part.csv"), "id,amount,AMOUNT\n1,2,3\n");
    JobRun trained = run("train", "good", Map.of(), "base");
    assertThat(trained.code()).as(trained.err()).isZero();
  }

  static Stream<Case> refused() {
    String nan = "which features.nan = reject refuses: ";
    return Stream.of(
        new Case("train", NO_SUCH, Map.of(), ExitCode.STORAGE, "does not exist: correct the path"),
        new Case(
            "train",
            "empty-folder",
            Map.of(),
            ExitCode.BAD_DATA,
            "at least one file must lie there"),
        new Case(
            "train",
            "csv",
            Map.of("source.format", "csv", "source.options.header", "true"),
            ExitCode.MISMATCH,
            "has two columns that Spark cannot tell apart, amount and AMOUNT: rename one of them."),
        new Case(
            "train",
            "no-rows",
            Map.of(),
            ExitCode.BAD_DATA,
            "The table to fit features on must have rows, but there are no rows: check the source and its filter"),
        new Case(
            "train",
            "one-row",
            Map.of(),
            ExitCode.BAD_DATA,
            "The table must have a column that becomes a feature, but every one is left out: 'id' (id), 'label' (label), 'amount' (constant)"),
        new Case(
            "train",
            "nulls",
            Map.of("features.nulls", "reject"),
            ExitCode.BAD_DATA,
            "Column 'amount' has 23 nulls, which features.nulls = reject refuses: set it to impute, or mend the table"),
        new Case(
            "train",
            "nan",
            Map.of(),
            ExitCode.BAD_DATA,
            "Column 'amount' has 1 NaN, " + nan + "set it to impute, or mend the table"),
        new Case(
            "train",
            "infinity",
            Map.of(),
            ExitCode.BAD_DATA,
            "Values must be finite, but column 'amount' has 1 infinite: mend them or add it to source.exclude"),
        new Case(
            "train",
            "ten-thousand",
            Map.of("features.max-distinct", "5000"),
            ExitCode.BAD_DATA,
            "Column 'service' has more than 5000 distinct values (features.max-distinct) or too much text: add it to source.exclude"),
        new Case(
            "score",
            "nan",
            Map.of(),
            ExitCode.BAD_DATA,
            "A value of column 'amount' is NaN, " + nan + "mend the table"),
        new Case(
            "score",
            "infinity",
            Map.of(),
            ExitCode.BAD_DATA,
            "A value of column 'amount' is infinite: mend the table"),
        new Case(
            "score",
            "missing",
            Map.of(),
            ExitCode.MISMATCH,
            "The table does not fit the model:\ncolumn 'amount' (double) is missing"),
        new Case(
            "score",
            "wrong-type",
            Map.of(),
            ExitCode.MISMATCH,
            "The table does not fit the model:\ncolumn 'amount' must be double, but is string"),
        new Case(
            "score",
            "two-differences",
            Map.of(),
            ExitCode.MISMATCH,
            "The table does not fit the model:\ncolumn 'amount' (double) is missing\ncolumn 'hour' must be int, but is string"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void endsWithACodeAndASentenceAndLeavesNothing(Case bad) throws IOException {
    List<String> before = names();
    JobRun run =
        run(bad.job(), bad.table(), bad.settings(), "score".equals(bad.job()) ? "base" : "refused");
    assertThat(run.err()).contains(bad.message()).doesNotContain("\tat ");
    assertThat(run.code()).isEqualTo(bad.code().code());
    assertThat(run.out()).isEmpty();
    assertThat(names()).isEqualTo(before);
  }

  @Test
  void emptyPartitionsGiveTheSameModel() throws IOException {
    assertDone(run("train", "gaps", Map.of(), "gaps-model"));
    assertThat(folder.resolve("gaps-model/parameters.bin"))
        .hasSameBinaryContentAs(folder.resolve("base/parameters.bin"));
    assertThat(folder.resolve("gaps-model/model.json"))
        .hasSameBinaryContentAs(folder.resolve("base/model.json"));
  }

  @Test
  void nullsAreImputedAndConstantsLeftOutWithAWarning() {
    assertDone(run("train", "nulls", Map.of(), "nulls-model"));
    JobRun constant = run("train", "constant", Map.of(), "constant-model");
    assertDone(constant);
    assertThat(constant.out()).contains("warning: Column 'same' is left out: constant");
  }

  @Test
  void manyCategoriesShareTheLastFeatureWithAWarning() {
    JobRun run = run("train", "ten-thousand", Map.of(), "many-model");
    assertDone(run);
    assertThat(run.out())
        .contains(
            "warning: Column 'service' has 10000 categories, more than features.max-categories = 100: the rarest, 9900 of 10000 rows, share the last bucket");
  }

  @ParameterizedTest
  @MethodSource("usable")
  void scoresEveryRowOf(String table, long rows, String printed) {
    JobRun run = run("score", table, Map.of("output.path", at(table + "-scored")), "base");
    assertDone(run);
    assertThat(run.out()).contains(printed);
    Dataset<Row> scored = SharedSession.session().read().parquet(at(table + "-scored"));
    assertThat(scored.count()).isEqualTo(rows);
    assertThat(scored.where("isnan(outlierScore) or outlierScore is null").count()).isZero();
  }

  static Stream<org.junit.jupiter.params.provider.Arguments> usable() {
    String all = "Scored 200 rows";
    return Stream.of(
        org.junit.jupiter.params.provider.Arguments.of("unseen", 200, all),
        org.junit.jupiter.params.provider.Arguments.of("nulls", 200, all),
        org.junit.jupiter.params.provider.Arguments.of("wider", 200, all),
        org.junit.jupiter.params.provider.Arguments.of(
            "extra",
            200,
            "warning: Column 'extra' was not in the table that the model was trained on: it is not used"),
        org.junit.jupiter.params.provider.Arguments.of("one-row", 1, "Scored 1 rows"),
        org.junit.jupiter.params.provider.Arguments.of("no-rows", 0, "Scored 0 rows"));
  }

  private static JobRun run(String job, String table, Map<String, String> more, String model) {
    Map<String, String> settings = new HashMap<>();
    settings.put("source.path", at(table));
    settings.put("source.id", "id");
    settings.put("source.label", "label");
    if ("csv".equals(table)) {
      settings.put("source.label", "\"\"");
    }
    settings.put("detector.name", "autoencoder");
    settings.put("detector.autoencoder.hidden", "4");
    settings.put("detector.autoencoder.code", "2");
    settings.put("training.rounds", "1");
    settings.put("training.shards", "2");
    settings.put("model.path", at(model));
    settings.put("output.path", at("refused-scored"));
    settings.putAll(more);
    return JobRun.with(settings, job);
  }

  private static Dataset<Row> with(Dataset<Row> table, String column) {
    String name = column.substring(column.lastIndexOf(' ') + 1);
    List<String> columns = new ArrayList<>();
    for (String each : GOOD.split(", ", -1)) {
      columns.add(each.equals(name) ? column : each);
    }
    return table.selectExpr(columns.toArray(String[]::new));
  }

  private static void save(Dataset<Row> table, String name) {
    table.write().parquet(at(name));
  }

  private static void assertDone(JobRun run) {
    assertThat(run.code()).as(run.err()).isZero();
  }

  private static String at(String name) {
    return folder.resolve(name).toString();
  }

  /** What lies in the folder, hidden files too. */
  private static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
