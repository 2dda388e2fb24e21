package io.cordon.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.detector.registry.Detectors;
import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.model.ModelFiles;
import io.cordon.spark.SparkExtension;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The estimator as a notebook uses it: an ordinary stage of an ordinary pipeline. */
@ExtendWith(SparkExtension.class)
class EstimatorIT {
  private static final int ROWS = 600;
  private static final String SMALL =
      """
      training { rounds = 2, shards = 2, batch = 32 }
      detector { autoencoder { hidden = [4], code = 2 }, oc-nn { hidden = 4, alternations = 2 } }
      """;

  private final Dataset<Row> table;
  private final Dataset<Row> vectors;

  @TempDir private Path folder;

  EstimatorIT(SparkSession spark) {
    table =
        spark
            .range(ROWS)
            .selectExpr("id", "sin(id) as a", "cos(id * 3) as b", "double(id % 7) / 7 as c");
    vectors = assembler().transform(table);
  }

  @Test
  void aPipelineIsFittedSavedAndLoadedWithTheSameScores() throws Exception {
    Pipeline pipeline =
        new Pipeline().setStages(new PipelineStage[] {assembler(), detector("oc-nn")});
    pipeline.save(at("estimator"));
    PipelineModel fitted = Pipeline.load(at("estimator")).fit(table);
    fitted.save(at("model"));
    List<Row> scored = scores(fitted.transform(table));
    assertThat(scored).hasSize(ROWS);
    assertThat(scores(PipelineModel.load(at("model")).transform(table))).isEqualTo(scored);
    assertThat(fitted.transform(table).where("predictedLabel = 1").count())
        .as("a tenth of the rows, at most")
        .isBetween(1L, 60L);
  }

  @Test
  void theEstimatorAndItsModelComeBackWithTheirParameters() throws Exception {
    AnomalyDetector detector = detector("autoencoder").setScoreCol("s").setSeed(9);
    detector.save(at("detector"));
    AnomalyDetector loaded = AnomalyDetector.load(at("detector"));
    assertThat(loaded.uid()).isEqualTo(detector.uid());
    assertThat(loaded.explainParams()).isEqualTo(detector.explainParams());
    AnomalyDetectorModel model = loaded.fit(vectors);
    model.save(at("fitted"));
    AnomalyDetectorModel back = AnomalyDetectorModel.load(at("fitted"));
    assertThat(back.uid()).isEqualTo(detector.uid());
    assertThat(back.explainParams()).isEqualTo(model.explainParams());
    assertThat(ModelFiles.identity(back.model())).isEqualTo(ModelFiles.identity(model.model()));
    assertThat(back.transform(vectors).columns()).contains("s", "predictedLabel");
    assertThat(model.parent()).isSameAs(loaded);
  }

  @Test
  void aSavedModelIsReplacedOnlyWhenAsked() throws Exception {
    AnomalyDetectorModel first = detector("autoencoder").fit(vectors);
    AnomalyDetectorModel second = detector("autoencoder").setSeed(2).fit(vectors);
    first.save(at("fitted"));
    assertThatThrownBy(() -> second.save(at("fitted"))).hasMessageContaining("already exists");
    assertThat(ModelFiles.identity(AnomalyDetectorModel.load(at("fitted")).model()))
        .isEqualTo(ModelFiles.identity(first.model()));
    second.write().overwrite().save(at("fitted"));
    assertThat(ModelFiles.identity(AnomalyDetectorModel.load(at("fitted")).model()))
        .isEqualTo(ModelFiles.identity(second.model()))
        .isNotEqualTo(ModelFiles.identity(first.model()));
  }

  @Test
  void aCopyTakesOtherParametersAndLeavesTheOriginal() {
    AnomalyDetector detector = detector("autoencoder");
    AnomalyDetector copy = detector.copy(new ParamMap().put(detector.scoreCol(), "other"));
    assertThat(copy.uid()).isEqualTo(detector.uid());
    assertThat(copy.getOrDefault(copy.scoreCol())).isEqualTo("other");
    assertThat(detector.getOrDefault(detector.scoreCol())).isEqualTo("outlierScore");
    AnomalyDetectorModel model = detector.fit(vectors);
    AnomalyDetectorModel renamed = model.copy(new ParamMap().put(model.scoreCol(), "other"));
    assertThat(renamed.transform(vectors).select("other").collectAsList())
        .isEqualTo(model.transform(vectors).select("outlierScore").collectAsList());
    assertThat(
            detector
                .fit(vectors, new ParamMap().put(detector.scoreCol(), "x"))
                .transform(vectors)
                .columns())
        .contains("x");
  }

  @Test
  void theSchemaIsToldBeforeAnyWork() {
    StructType schema = detector("oc-nn").transformSchema(vectors.schema());
    assertThat(schema)
        .isEqualTo(
            vectors
                .schema()
                .add("outlierScore", DataTypes.DoubleType, false)
                .add("predictedLabel", DataTypes.DoubleType, false));
    assertThat(detector("autoencoder").fit(vectors).transform(vectors).schema()).isEqualTo(schema);
    refused(
        ExitCode.MISMATCH,
        () -> detector("oc-nn").transformSchema(table.schema()),
        "featuresCol must name a column of the table, but there is no features among id, a, b, c");
    refused(
        ExitCode.MISMATCH,
        () -> detector("oc-nn").setFeaturesCol("a").fit(table),
        "featuresCol must be a column of Spark ML vectors, but a is double: assemble it with VectorAssembler");
    refused(
        ExitCode.MISMATCH,
        () -> detector("oc-nn").setScoreCol("A").transformSchema(vectors.schema()),
        "Scoring adds a column A, but the table has one already: leave it out by output.columns, or rename it");
  }

  @Test
  void parametersAreChecked() {
    assertThatThrownBy(() -> new AnomalyDetector().setContamination(0.7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("contamination given invalid value 0.7");
    assertThatThrownBy(() -> new AnomalyDetector().setContaminationError(-0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("contaminationError given invalid value -0.1");
    refused(
        ExitCode.USAGE,
        () -> new AnomalyDetector().setMethod("svm").fit(vectors),
        "The settings have a problem:\n  detector.name (the parameters of AnomalyDetector): found \"svm\", allowed is one of "
            + String.join(", ", Detectors.names()));
    refused(
        ExitCode.USAGE,
        () -> new AnomalyDetector().setSettings("training.rounds = {").fit(vectors),
        "The parameter settings must be HOCON, but String: 1: expecting a close parentheses ')' here, not: end of file");
    refused(
        ExitCode.USAGE,
        () -> new AnomalyDetector().setSettings("training.round = 3").fit(vectors),
        "The settings have a problem:\n  training.round (String:1): there is no such key; did you mean training.rounds?");
  }

  @Test
  void anErrorOfTheRankIsKept() {
    double error = 0.02;
    AnomalyDetectorModel model =
        detector("autoencoder").setContamination(0.2).setContaminationError(error).fit(vectors);
    assertThat(model.model().threshold().quantile()).isEqualTo("approximate");
    assertThat(model.model().threshold().error()).isEqualTo(error);
    assertThat(model.model().threshold().observedRate())
        .as("the rank is off by at most the error, and by one row for the rank itself")
        .isBetween(0.2 - error - 1.0 / ROWS, 0.2 + error + 1.0 / ROWS);
    AnomalyDetectorModel exact = detector("autoencoder").setContamination(0.2).fit(vectors);
    assertThat(exact.model().threshold().quantile()).isEqualTo("exact");
    assertThat(exact.model().threshold().observedRate()).isEqualTo(0.2);
  }

  private static void refused(ExitCode code, ThrowingCallable work, String message) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            UserException.class, thrown -> assertThat(thrown.exitCode()).isEqualTo(code))
        .hasMessage(message);
  }

  private static AnomalyDetector detector(String method) {
    return new AnomalyDetector().setMethod(method).setSettings(SMALL);
  }

  private static VectorAssembler assembler() {
    return new VectorAssembler()
        .setInputCols(new String[] {"a", "b", "c"})
        .setOutputCol("features");
  }

  private static List<Row> scores(Dataset<Row> scored) {
    return scored.select("id", "outlierScore", "predictedLabel").collectAsList();
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }
}
