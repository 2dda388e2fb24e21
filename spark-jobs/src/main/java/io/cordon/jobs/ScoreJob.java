package io.cordon.jobs;

import io.cordon.datasets.HoldOut;
import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.features.FeaturePlan;
import io.cordon.jobs.run.RunMetrics;
import io.cordon.jobs.run.SameSequences;
import io.cordon.jobs.run.ScoredTable;
import io.cordon.jobs.run.Steps;
import io.cordon.jobs.settings.RunSettings;
import io.cordon.model.LoadedModel;
import io.cordon.model.Model;
import io.cordon.report.RunReport;
import io.cordon.spark.features.InternalRows;
import io.cordon.spark.features.RowEncoder;
import io.cordon.spark.features.SchemaCheck;
import io.cordon.spark.scoring.ScoredColumns;
import io.cordon.spark.scoring.ScoringCounts;
import io.cordon.spark.scoring.TableScorer;
import io.cordon.spark.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** {@code table + model =[executors]=> score, flag -> scored table}. */
final class ScoreJob {
  private static final String SCORING = "score and write";

  private final SparkSession spark;
  private final RunSettings settings;
  private final Storage storage;
  private final Steps steps = new Steps();
  private final List<String> warnings = new ArrayList<>();

  ScoreJob(SparkSession spark, RunSettings settings) {
    this.spark = spark;
    this.settings = settings;
    this.storage = new Storage(spark.sparkContext().hadoopConfiguration());
  }

  /**
   * What a scoring run gives.
   *
   * @param path the scored table
   * @param rows rows scored and written, checked by reading back
   * @param flagged rows above the threshold
   * @param threshold above which they lie
   * @param warnings what a user should know
   */
  record Result(
      String path,
      long rows,
      long flagged,
      RunReport.ThresholdUsed threshold,
      List<String> warnings,
      Map<String, Double> seconds) {
    double observedRate() {
      return rows == 0 ? 0 : (double) flagged / rows;
    }
  }

  Result run() {
    String path = outputPath();
    LoadedModel model =
        steps.take("load the model", () -> LoadedModel.read(storage.folder(modelPath())));
    SameSequences.require(model.model().settingsJson(), settings.resolved());
    Dataset<Row> table = steps.take("read", () -> settings.table().read(spark, HoldOut.Part.TEST));
    ScoringCounts counts = ScoringCounts.on(spark.sparkContext());
    Dataset<Row> scored = scored(table, model, counts);
    steps.take(SCORING, () -> storage.publish(path, staged -> write(scored, staged, counts)));
    Result result =
        new Result(
            path,
            counts.rows(),
            counts.flagged(),
            settings.output().flagging().used(model.model()),
            List.copyOf(warnings),
            steps.seconds());
    storage.write(path + ".score.json", Reports.score(result));
    double rate = steps.rate(SCORING, counts.rows());
    Map<String, Long> numbers = Map.of("rows", counts.rows(), "flagged", counts.flagged());
    RunMetrics.tell("score", numbers, steps.seconds(), rate);
    return result;
  }

  private String modelPath() {
    return settings
        .model()
        .path()
        .orElseThrow(
            () -> new UserException(ExitCode.USAGE, "score needs a model: set model.path"));
  }

  /** The scored table's folder, checked before any work. */
  private String outputPath() {
    String path =
        settings
            .output()
            .path()
            .orElseThrow(
                () ->
                    new UserException(
                        ExitCode.USAGE,
                        "score needs a place for the scored table: set output.path"));
    if (List.of("delta", "iceberg", "hive").contains(settings.output().format())) {
      throw new UserException(
          ExitCode.USAGE,
          "score without --date writes a folder of files, but output.format is %s: add --date, or set it to parquet, orc, avro, csv or json"
              .formatted(settings.output().format()));
    }
    if (settings.output().ifExists() == RunSettings.IfExists.FAIL) {
      storage.requireAbsent(path, "output");
    }
    return path;
  }

  private Dataset<Row> scored(Dataset<Row> table, LoadedModel loaded, ScoringCounts counts) {
    Model model = loaded.model();
    FeaturePlan plan =
        model
            .features()
            .orElseThrow(
                () ->
                    new UserException(
                        ExitCode.MISMATCH,
                        "score needs a model of table columns, but this one was trained on vectors: use it in a Spark ML pipeline"));
    // All differences between table and model at once, before columns are picked.
    warnings.addAll(SchemaCheck.check(plan, table.schema()));
    List<String> kept = kept(table);
    Dataset<Row> needed = InternalRows.only(table, needed(kept, plan));
    TableScorer scorer =
        new TableScorer(
            loaded.score(),
            settings.output().control() ? Optional.of(loaded.control()) : Optional.empty(),
            settings.output().flagging().threshold(model),
            ScoredColumns.STANDARD,
            Optional.of(counts));
    List<String> columns = new ArrayList<>(kept);
    columns.addAll(scorer.added());
    return InternalRows.only(scorer.addTo(needed, RowEncoder.bind(plan, needed.schema())), columns);
  }

  private List<String> kept(Dataset<Row> table) {
    List<String> present = List.of(table.columns());
    List<String> wanted = settings.output().columns();
    List<String> missing = wanted.stream().filter(column -> !present.contains(column)).toList();
    if (!missing.isEmpty()) {
      throw new UserException(
          ExitCode.MISMATCH,
          "output.columns must name columns of the table, but it has no "
              + String.join(", ", missing)
              + " among "
              + String.join(", ", present));
    }
    return wanted.isEmpty() ? present : wanted;
  }

  private static List<String> needed(List<String> kept, FeaturePlan plan) {
    List<String> needed = new ArrayList<>(kept);
    RowEncoder.columns(plan).stream()
        .filter(column -> !needed.contains(column))
        .forEach(needed::add);
    return needed;
  }

  private void write(Dataset<Row> scored, String staged, ScoringCounts counts) {
    counts.reset();
    ScoredTable.write(scored, settings.output().format(), staged);
    long written = ScoredTable.read(spark, settings.output().format(), staged).count();
    if (written != counts.rows()) {
      throw new UserException(
          ExitCode.STORAGE,
          "Every scored row must be written once, but "
              + counts.rows()
              + " were scored and "
              + written
              + " read back: nothing was published; run again");
    }
  }
}
