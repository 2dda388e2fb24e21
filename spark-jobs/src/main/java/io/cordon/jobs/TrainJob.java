package io.cordon.jobs;

import static org.apache.spark.sql.functions.not;

import io.cordon.datasets.HoldOut;
import io.cordon.drift.ColumnProfiles;
import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.jobs.run.ReleaseVersion;
import io.cordon.jobs.run.Steps;
import io.cordon.jobs.settings.Labels;
import io.cordon.jobs.settings.RunSettings;
import io.cordon.model.Model;
import io.cordon.model.ModelFiles;
import io.cordon.model.ModelTraining;
import io.cordon.model.Recipe;
import io.cordon.report.TrainingPage;
import io.cordon.report.TrainingReport;
import io.cordon.rows.Fingerprint;
import io.cordon.spark.features.FeatureFitting;
import io.cordon.spark.features.FittedFeatures;
import io.cordon.spark.features.InternalRows;
import io.cordon.spark.features.RowEncoder;
import io.cordon.spark.ml.ModelPipeline;
import io.cordon.spark.rows.ApproximateQuantile;
import io.cordon.spark.rows.ShardedRows;
import io.cordon.spark.rows.SparkRows;
import io.cordon.spark.storage.Storage;
import io.cordon.training.Checkpoints;
import io.cordon.training.Journal;
import io.cordon.training.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * {@code table -> features -> Rows =[executors]=> rounds of local training and averaging -> global
 * quantile -> model}.
 */
final class TrainJob {
  private final SparkSession spark;
  private final RunSettings settings;
  private final boolean resume;
  private final Storage storage;
  private final Steps steps = new Steps();

  /**
   * A training run.
   *
   * @param resume whether to go on from the newest good checkpoint
   */
  TrainJob(SparkSession spark, RunSettings settings, boolean resume) {
    this.spark = spark;
    this.settings = settings;
    this.resume = resume;
    this.storage = new Storage(spark.sparkContext().hadoopConfiguration());
  }

  /**
   * What a training run gives.
   *
   * @param path the model's folder
   * @param warnings what a user should know
   */
  record Result(String path, Model model, List<String> warnings, Map<String, Double> seconds) {}

  Result run() {
    String path = modelPath();
    String prepared = settings.detector().prepare();
    Dataset<Row> table =
        steps.take(
            "read", () -> undated(thatTrain(settings.table().read(spark, HoldOut.Part.TRAIN))));
    FittedFeatures features =
        steps.take(
            "features",
            () -> FeatureFitting.fit(table, settings.features().withRoles(settings.roles())));
    try (SparkRows rows = steps.take("shard", () -> shard(table, features))) {
      Optional<Checkpoints> checkpoints = checkpoints(rows, prepared);
      RoundLog log = new RoundLog(rows.count() * settings.training().epochs());
      Model model = steps.take("train", () -> train(rows, features, checkpoints, log));
      steps.take("save", () -> storage.publish(path, staged -> save(model, staged)));
      checkpoints.ifPresent(Checkpoints::clear);
      List<String> warnings = new ArrayList<>(features.warnings());
      warnings.addAll(model.fitted().warnings());
      Result result = new Result(path, model, warnings, steps.seconds());
      TrainingReport report = Reports.train(result, log.rounds());
      storage.write(path + ".train.json", Reports.text(report));
      storage.write(path + ".train.html", TrainingPage.of(report));
      return result;
    }
  }

  /** The rows that the supervision lets train: the only use of a label in training. */
  private Dataset<Row> thatTrain(Dataset<Row> table) {
    return switch (settings.supervision()) {
      case UNSUPERVISED -> table;
      case SEMI_SUPERVISED ->
          table.where(
              not(
                  Labels.anomaly(
                      settings.source().label().orElseThrow(), settings.evaluation().anomalies())));
    };
  }

  /** A day is no feature; a table that is one day's folder does not have the column. */
  private Dataset<Row> undated(Dataset<Row> table) {
    return settings.day().dateColumn().map(table::drop).orElse(table);
  }

  /** The model's folder, checked before any work. */
  private String modelPath() {
    String path =
        settings
            .model()
            .path()
            .orElseThrow(
                () ->
                    new UserException(
                        ExitCode.USAGE, "train needs a place for the model: set model.path"));
    if (settings.model().ifExists() == RunSettings.IfExists.FAIL) {
      storage.requireAbsent(path, "model");
    }
    if (resume && settings.model().checkpoints().isEmpty()) {
      throw new UserException(
          ExitCode.USAGE, "--resume needs a place with checkpoints: set model.checkpoint.path");
    }
    return path;
  }

  private SparkRows shard(Dataset<Row> table, FittedFeatures features) {
    List<String> columns = new ArrayList<>(RowEncoder.columns(features.plan()));
    settings.table().id().stream()
        .filter(column -> !columns.contains(column))
        .forEach(columns::add);
    Dataset<Row> needed = InternalRows.only(table, columns);
    return ShardedRows.of(
        needed,
        RowEncoder.bind(features.plan(), needed.schema()),
        settings.table().id(),
        settings.shards());
  }

  private Optional<Checkpoints> checkpoints(SparkRows rows, String prepared) {
    return settings
        .model()
        .checkpoints()
        .map(
            path -> {
              String fingerprint =
                  String.join(
                      " ",
                      Fingerprint.of(rows),
                      Fingerprint.of(settings.resolved() + prepared),
                      String.valueOf(rows.shards()));
              return resume
                  ? Checkpoints.resumed(
                      storage.checkpoints(path), fingerprint, settings.model().every())
                  : Checkpoints.fresh(
                      storage.checkpoints(path), fingerprint, settings.model().every());
            });
  }

  private Model train(
      SparkRows rows, FittedFeatures features, Optional<Checkpoints> checkpoints, RoundLog log) {
    Journal journal = checkpoints.map(Journal.class::cast).orElse(Journal.NONE);
    Training training = new Training(settings.training(), journal, log);
    Recipe.Quantile quantile =
        settings.threshold().exact()
            ? Recipe.Quantile.EXACT
            : new ApproximateQuantile(settings.training().contamination() / 100);
    Model model =
        ModelTraining.train(
            rows,
            training,
            new Recipe(
                settings.detector(),
                settings.resolved(),
                Optional.of(features.plan()),
                quantile,
                ReleaseVersion.versions(),
                Optional.of(settings.threshold().rule())));
    return model.withProfiles(ColumnProfiles.of(rows, features.plan(), features.missing()));
  }

  private void save(Model model, String staged) {
    ModelFiles.write(model, storage.folder(staged));
    ModelPipeline.of(model, spark).save(staged + "/pipeline");
  }
}
