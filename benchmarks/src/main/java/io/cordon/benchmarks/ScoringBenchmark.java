package io.cordon.benchmarks;

import io.cordon.benchmarks.ProcessorTime.Spent;
import io.cordon.features.FeaturePlan;
import io.cordon.jobs.Sessions;
import io.cordon.spark.features.FeatureFitting;
import io.cordon.spark.features.FeatureSettings;
import io.cordon.spark.features.InternalRows;
import io.cordon.spark.features.RowEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Rows per CPU second in scoring KDD Cup 99 from Parquet to Parquet on one core, against an
 * isolation forest and against copying the table without a model; and where the time goes.
 */
final class ScoringBenchmark {
  private static final String TITLE = "Scoring: KDD Cup 99 from Parquet to Parquet, local[1]";
  private static final String FOREST_FIT = "isolation-forest, fit";
  private static final String FOREST_SCORE = "isolation-forest, score";
  private static final String FLOOR = "copy without a model (the floor)";

  private final Dataset<Row> table;
  private final long rows;
  private final Map<String, List<Double>> seconds = new LinkedHashMap<>();
  private String forestNote = "The forest was left out.";

  private ScoringBenchmark(Dataset<Row> table) {
    this.table = table;
    this.rows = table.count();
  }

  /**
   * Measures and reports.
   *
   * @param arguments how often everything is measured, 5 when unset; then how many rows the forest
   *     gets, 100,000 when unset because it is slow, 0 for no forest
   */
  public static void main(String[] arguments) {
    int repeats = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    int forestRows = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
    Optional<String> folder = KddData.folder();
    if (folder.isEmpty()) {
      KddData.reportAbsence("scoring", TITLE);
      return;
    }
    SparkConf conf = new SparkConf().setMaster("local[1]").set("spark.ui.enabled", "false");
    try (SparkSession spark = Sessions.open("scoring benchmark", conf)) {
      new ScoringBenchmark(KddData.parquet(spark, folder.get())).run(repeats, forestRows);
    }
  }

  private void run(int repeats, int forestRows) {
    FeaturePlan plan =
        FeatureFitting.fit(table, FeatureSettings.defaults().withRoles(KddData.roles())).plan();
    Map<String, Runnable> tasks = tasks(plan);
    tasks.values().forEach(Runnable::run); // warms up
    for (int repeat = 0; repeat < repeats; repeat++) {
      tasks.forEach(this::measure);
    }
    if (forestRows > 0) {
      measureForest(plan, (int) Math.min(forestRows, rows));
    }
    report(plan, repeats);
  }

  /** Once, after a warm-up on few rows; its times are scaled up to the whole table. */
  private void measureForest(FeaturePlan plan, int forestRows) {
    Forest little = new Forest(table.limit(Math.min(10_000, forestRows)), plan);
    little.fit();
    write(little.scored());
    Forest forest = new Forest(table.limit(forestRows), plan);
    measure(FOREST_FIT, forest::fit);
    measure(FOREST_SCORE, () -> write(forest.scored()));
    for (String step : List.of(FOREST_FIT, FOREST_SCORE)) {
      seconds.computeIfPresent(
          step, (name, taken) -> List.of(Median.of(taken) * rows / forestRows));
    }
    forestNote =
        "The forest was measured once on %s rows; its times are scaled up to the whole table."
            .formatted(Report.number(forestRows, 0));
  }

  private Map<String, Runnable> tasks(FeaturePlan plan) {
    TableModel autoencoder = TableModel.train(table, plan, "autoencoder");
    TableModel oneClass = TableModel.train(table, plan, "oc-nn");
    Drain encode = new Drain(RowEncoder.bind(plan, table.schema()));
    Map<String, Runnable> tasks = new LinkedHashMap<>();
    tasks.put("autoencoder", () -> write(autoencoder.scored()));
    tasks.put("oc-nn on an encoder", () -> write(oneClass.scored()));
    tasks.put(FLOOR, () -> write(table));
    tasks.put("read", () -> drain(table, new Drain(null)));
    tasks.put("read, encode", () -> drain(table, encode));
    tasks.put("read, encode, score", () -> drain(autoencoder.scored(), new Drain(null)));
    return tasks;
  }

  private static void write(Dataset<Row> table) {
    table.write().mode("overwrite").parquet(Report.folder().resolve("scored.parquet").toString());
  }

  private static void drain(Dataset<Row> table, Drain drain) {
    InternalRows.of(table).foreachPartition(drain);
  }

  private void measure(String name, Runnable task) {
    Spent spent =
        ProcessorTime.of(
            () -> {
              task.run();
              return rows;
            });
    seconds.computeIfAbsent(name, unused -> new ArrayList<>()).add(spent.seconds());
  }

  private double median(String name) {
    return Median.of(seconds.get(name));
  }

  private void report(FeaturePlan plan, int repeats) {
    List<List<String>> peers = new ArrayList<>();
    for (String name : List.of("autoencoder", "oc-nn on an encoder", FLOOR)) {
      peers.add(row(name, median(name)));
    }
    if (seconds.containsKey(FOREST_FIT)) {
      peers.add(row(FOREST_SCORE, median(FOREST_SCORE)));
      peers.add(row("isolation-forest, fit and score", median(FOREST_FIT) + median(FOREST_SCORE)));
    }
    List<List<String>> parts = new ArrayList<>();
    double before = 0;
    for (String name : List.of("read", "read, encode", "read, encode, score", "autoencoder")) {
      double all = median(name);
      parts.add(
          List.of(
              name.equals("autoencoder") ? "read, encode, score, write" : name,
              Report.number(all, 2),
              Report.number(all - before, 2),
              Report.number(100 * (all - before) / median("autoencoder"), 0) + " %"));
      before = all;
    }
    new Report("scoring", TITLE)
        .note(
            "%s rows, %d features; all columns are written. Medians of %d warm runs. %s"
                .formatted(Report.number(rows, 0), plan.width(), repeats, forestNote))
        .table(List.of("what", "CPU seconds", "rows/s", "autoencoder is"), peers)
        .note("Where the autoencoder's time goes:")
        .table(List.of("steps", "CPU seconds", "the last step's", "share"), parts)
        .publish();
  }

  private List<String> row(String name, double cpu) {
    return List.of(
        name,
        Report.number(cpu, 2),
        Report.number(rows / cpu, 0),
        Report.times(cpu / median("autoencoder")));
  }
}
