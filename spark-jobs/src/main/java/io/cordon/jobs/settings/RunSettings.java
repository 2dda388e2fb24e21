package io.cordon.jobs.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import io.cordon.config.Range;
import io.cordon.config.Settings;
import io.cordon.detector.Detector;
import io.cordon.detector.registry.Detectors;
import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.model.ThresholdRule;
import io.cordon.spark.features.FeatureSettings;
import io.cordon.spark.sequence.Sequences;
import io.cordon.spark.storage.SessionFiles;
import io.cordon.training.Supervision;
import io.cordon.training.TrainingSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All settings of a run, checked. Past this record nobody sees a string that should be a number.
 *
 * @param sequences what the source's rows are made of, where they are sequences
 * @param features how columns become features; which columns are none of them is said by the source
 * @param supervision which of the rows train
 * @param shards that the training rows are cut into
 * @param day how a single day is scored
 * @param drift from which on a day is not like the training table
 * @param resolved the detector's, training's, features' and threshold's settings as canonical JSON:
 *     the model's provenance
 */
public record RunSettings(
    SourceOptions source,
    Optional<Sequences> sequences,
    FeatureSettings features,
    Detector detector,
    TrainingSettings training,
    Supervision supervision,
    int shards,
    ThresholdOptions threshold,
    ModelOptions model,
    OutputOptions output,
    DayOptions day,
    DriftOptions drift,
    EvaluationOptions evaluation,
    String resolved) {

  /** Not encoder.imported: a model holds the network, wherever its file lay. */
  private static final String[] PROVENANCE = {
    "detector",
    "encoder.name",
    "encoder.features",
    "ensemble",
    "features",
    "sequences",
    "threshold",
    "training"
  };

  /** What to do where a folder that is about to be written exists already. */
  public enum IfExists {
    FAIL,
    REPLACE
  }

  /** How the threshold is taken: the exact order statistic, or Spark's approximation. */
  public record ThresholdOptions(ThresholdRule rule, boolean exact) {}

  /** Where the model and the checkpoints of its training go. */
  public record ModelOptions(
      Optional<String> path, IfExists ifExists, Optional<String> checkpoints, int every) {}

  /**
   * Where the scored table goes, and what it holds beside the scores.
   *
   * @param reasons that a flagged row of a day has at most
   * @param alerts whether a day has a table of its flagged rows
   * @param flagging what is flagged
   */
  public record OutputOptions(
      Optional<String> path,
      String format,
      List<String> columns,
      boolean control,
      int reasons,
      boolean alerts,
      Flagging flagging,
      IfExists ifExists) {}

  /**
   * What scoring a single day needs to know.
   *
   * @param dateColumn by which the table is partitioned
   * @param maxShare of the rows, and of the files, that may go to the quarantine
   * @param lease how long a run may give no sign of life
   */
  public record DayOptions(Optional<String> dateColumn, double maxShare, Duration lease) {}

  /** Which labels mean anomaly, and where the report goes. */
  public record EvaluationOptions(List<String> anomalies, Optional<String> report) {}

  /**
   * Reads the settings of a run.
   *
   * @param file settings that differ from the reference's
   * @param overrides keys and values from the command line
   * @throws UserException USAGE listing every problem
   */
  public static RunSettings load(Optional<Path> file, Map<String, String> overrides) {
    return of(
        commandLine(overrides)
            .withFallback(file.map(RunSettings::parse).orElse(ConfigFactory.empty())));
  }

  /** Reads settings that a model carries, or a notebook gives. */
  public static RunSettings of(Config user) {
    Settings settings = Settings.load(user, Settings.reference());
    TrainingSettings training = TrainingSettings.read(settings);
    RunSettings run =
        new RunSettings(
            SourceOptions.read(settings.at("source")),
            SequenceOptions.read(settings.at("sequences")),
            FeatureOptions.read(settings.at("features")),
            Detectors.from(settings, training.engine(), SessionFiles.NETWORKS),
            training,
            settings.oneOf("training.supervision", Supervision.class),
            settings.integer("training.shards", 1, 1 << 16),
            new ThresholdOptions(
                ThresholdRule.read(
                    settings.at("threshold"),
                    settings.oneOf("training.supervision", Supervision.class)
                        == Supervision.SEMI_SUPERVISED),
                settings
                    .oneOf("threshold.quantile", List.of("exact", "approximate"))
                    .equals("exact")),
            model(settings.at("model")),
            output(settings),
            day(settings),
            DriftOptions.read(settings.at("drift")),
            new EvaluationOptions(
                settings.texts("evaluation.anomalies"), settings.optionalText("evaluation.report")),
            "");
    if (run.supervision() == Supervision.SEMI_SUPERVISED && run.source().label().isEmpty()) {
      settings.problem(
          "training.supervision",
          "needs source.label, the column that tells which rows are normal");
    }
    Secrets.refuse(settings, run);
    settings.finish();
    return run.withResolved(settings.resolvedJson(PROVENANCE));
  }

  /** Which columns are no features, and which are categories although they hold numbers. */
  public FeatureSettings.Roles roles() {
    return new FeatureSettings.Roles(
        table().id(), source.label(), table().exclude(), features.roles().categorical());
  }

  /** The table that a run trains on or scores. */
  public RunTable table() {
    return new RunTable(source, sequences, evaluation.anomalies(), day.dateColumn());
  }

  private RunSettings withResolved(String json) {
    return new RunSettings(
        source,
        sequences,
        features,
        detector,
        training,
        supervision,
        shards,
        threshold,
        model,
        output,
        day,
        drift,
        evaluation,
        json);
  }

  private static ModelOptions model(Settings model) {
    return new ModelOptions(
        model.optionalText("path"),
        model.oneOf("if-exists", IfExists.class),
        model.optionalText("checkpoint.path"),
        model.integer("checkpoint.every", 1, 1 << 20));
  }

  private static OutputOptions output(Settings settings) {
    Settings output = settings.at("output");
    boolean keys = !settings.texts("source.id").isEmpty();
    if (!keys && output.isSet("alerts") && output.flag("alerts")) {
      output.problem("alerts", "needs source.id, the columns that tell rows apart");
    }
    return new OutputOptions(
        output.optionalText("path"),
        output.oneOf(
            "format", List.of("parquet", "orc", "avro", "csv", "json", "delta", "iceberg", "hive")),
        output.texts("columns"),
        output.flag("control"),
        output.integer("reasons", 0, 100),
        keys && output.flag("alerts"),
        Flagging.read(output.at("threshold")),
        output.oneOf("if-exists", IfExists.class));
  }

  private static DayOptions day(Settings settings) {
    Optional<String> column = settings.optionalText("source.date-column");
    if (column.filter(name -> !name.matches("[A-Za-z0-9_]+")).isPresent()) {
      settings.problem("source.date-column", "must be letters, digits and underscores");
    }
    return new DayOptions(
        column,
        settings.number("quarantine.max-share", Range.closedOpen(0, 1)),
        Duration.ofSeconds(settings.integer("lock.lease-seconds", 1, 1 << 20)));
  }

  private static Config parse(Path file) {
    if (!Files.isReadable(file)) {
      throw new UserException(
          ExitCode.USAGE,
          "--config must name a readable file, but " + file + " is none: examples are in conf/");
    }
    try {
      return ConfigFactory.parseFile(file.toFile());
    } catch (ConfigException problem) {
      throw new UserException(
          ExitCode.USAGE, "The settings must be HOCON, but " + problem.getMessage(), problem);
    }
  }

  private static Config commandLine(Map<String, String> overrides) {
    Config config = ConfigFactory.empty();
    for (Map.Entry<String, String> override : overrides.entrySet()) {
      config = parse(override.getKey(), override.getValue()).withFallback(config);
    }
    return config;
  }

  /** A value is HOCON where it can be read as such, else plain text: paths need no quotes. */
  private static Config parse(String key, String value) {
    ConfigParseOptions origin = ConfigParseOptions.defaults().setOriginDescription("--set");
    try {
      return ConfigFactory.parseString(key + " = " + value, origin);
    } catch (ConfigException notHocon) {
      return quoted(key, value, origin);
    }
  }

  private static Config quoted(String key, String value, ConfigParseOptions origin) {
    try {
      return ConfigFactory.parseString(
          key + " = " + com.typesafe.config.ConfigUtil.quoteString(value), origin);
    } catch (ConfigException problem) {
      throw new UserException(
          ExitCode.USAGE,
          "--set takes key=value, but \"" + key + "\" is no key: " + problem.getMessage(),
          problem);
    }
  }
}
