package io.cordon.jobs.day;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import io.cordon.drift.QuantileGrid;
import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.explain.Explanation;
import io.cordon.features.FeaturePlan;
import io.cordon.jobs.settings.RunSettings;
import io.cordon.model.LoadedModel;
import io.cordon.model.Model;
import io.cordon.model.ModelFiles;
import io.cordon.model.Severity;
import io.cordon.spark.features.FeatureReader;
import io.cordon.spark.features.InternalRows;
import io.cordon.spark.features.KeyedReader;
import io.cordon.spark.features.RowEncoder;
import io.cordon.spark.features.SoundTexts;
import io.cordon.spark.scoring.ReasonsWanted;
import io.cordon.spark.scoring.ScoreSummary;
import io.cordon.spark.scoring.ScoredColumns;
import io.cordon.spark.scoring.SeverityFunction;
import io.cordon.spark.scoring.SurveyAccumulator;
import io.cordon.spark.scoring.TableScorer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * From the columns of a day's table to those of the scored one: the kept ones, then outlierScore,
 * predictedLabel, severity, reasons where they are wanted, modelId and scoredAt.
 */
final class DayColumns {
  private static final List<String> ADDED = List.of("severity", "modelId", "scoredAt");

  private final RunSettings settings;
  private final LoadedModel loaded;
  private final LocalDate date;
  private final Optional<ReasonsWanted> reasons;

  DayColumns(RunSettings settings, LoadedModel loaded, LocalDate date) {
    this.settings = settings;
    this.loaded = loaded;
    this.date = date;
    this.reasons =
        Optional.of(settings.output().reasons())
            .filter(most -> most > 0)
            .flatMap(
                most ->
                    Explanation.of(loaded)
                        .map(explanation -> new ReasonsWanted(explanation, most)));
  }

  /** How reasons are found, where they are wanted. */
  Optional<Explanation.Method> explained() {
    return reasons.map(wanted -> wanted.explanation().method());
  }

  /** What the gate before the publication holds the day against. */
  DayDrift drift() {
    return new DayDrift(settings.drift(), loaded.model());
  }

  /** What one pass over the scored rows tells of the scores. */
  ScoreSummary summary(Dataset<Row> scored) {
    Model model = loaded.model();
    return ScoreSummary.of(
        scored, QuantileGrid.ofScores(model.scoreQuantiles()), DayReport.edges(model));
  }

  FeaturePlan plan() {
    return loaded
        .model()
        .features()
        .orElseThrow(
            () ->
                new UserException(
                    ExitCode.MISMATCH,
                    "score needs a model of table columns, but this one was trained on vectors: use it in a Spark ML pipeline"));
  }

  String modelId() {
    return ModelFiles.identity(loaded.model());
  }

  /** Columns of the table to keep, keys first; empty where all are kept. */
  List<String> wanted() {
    List<String> columns = settings.output().columns();
    if (columns.isEmpty()) {
      return List.of();
    }
    List<String> wanted = new ArrayList<>(id());
    for (String column : columns) {
      if (!holds(wanted, column)) {
        wanted.add(column);
      }
    }
    return withoutDate(wanted);
  }

  /** The columns of the scored table. */
  List<String> scored(StructType schema) {
    List<String> columns =
        new ArrayList<>(wanted().isEmpty() ? withoutDate(List.of(schema.fieldNames())) : wanted());
    columns.addAll(ScoredColumns.STANDARD.names(settings.output().control()));
    columns.add(ADDED.get(0));
    reasons.ifPresent(found -> columns.add(ScoredColumns.REASONS));
    columns.addAll(ADDED.subList(1, ADDED.size()));
    return columns;
  }

  /**
   * The scored rows of a table; those that cannot be scored are left out.
   *
   * @param survey receives what is seen beside the scores
   */
  Dataset<Row> scored(Dataset<Row> table, SurveyAccumulator survey) {
    List<String> kept = wanted().isEmpty() ? withoutDate(List.of(table.columns())) : wanted();
    for (String added : ADDED) {
      if (holds(kept, added)) {
        throw new UserException(
            ExitCode.MISMATCH,
            "Scoring adds a column "
                + added
                + ", but the table has one already: leave it out by output.columns, or rename it");
      }
    }
    Model model = loaded.model();
    TableScorer scorer =
        new TableScorer(
            loaded.score(),
            settings.output().control() ? Optional.of(loaded.control()) : Optional.empty(),
            settings.output().flagging().threshold(model),
            ScoredColumns.STANDARD,
            Optional.empty(),
            reasons,
            Optional.of(survey));
    List<String> columns = new ArrayList<>(kept);
    columns.addAll(scorer.added());
    Dataset<Row> scored =
        InternalRows.only(scorer.addToScorable(table, reader(table.schema())), columns)
            .withColumn(
                ADDED.get(0),
                udf(
                        new SeverityFunction(new Severity(model.scoreQuantiles())),
                        DataTypes.DoubleType)
                    .apply(col(ScoredColumns.STANDARD.score())))
            .withColumn(ADDED.get(1), lit(modelId()))
            .withColumn(ADDED.get(2), lit(date));
    return InternalRows.only(scored, scored(table.schema()));
  }

  /** Reads the features of rows, and refuses those without their keys or with broken texts. */
  FeatureReader reader(StructType schema) {
    return KeyedReader.of(SoundTexts.of(RowEncoder.bind(plan(), schema), schema), id(), schema);
  }

  /** Columns that identify a scored row. */
  List<String> id() {
    return withoutDate(settings.table().id());
  }

  /** The partition's column is said by the folder. */
  private List<String> withoutDate(List<String> columns) {
    String partition = settings.day().dateColumn().orElseThrow();
    return columns.stream().filter(column -> !column.equalsIgnoreCase(partition)).toList();
  }

  private static boolean holds(List<String> columns, String name) {
    return columns.stream().anyMatch(name::equalsIgnoreCase);
  }
}
