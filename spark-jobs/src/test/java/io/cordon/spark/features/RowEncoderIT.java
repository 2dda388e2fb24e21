package io.cordon.spark.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.features.FeaturePlan;
import io.cordon.spark.SparkExtension;
import io.cordon.spark.features.FeatureSettings.CategoryLimits;
import io.cordon.spark.features.FeatureSettings.Missing;
import io.cordon.spark.features.FeatureSettings.Roles;
import io.cordon.spark.features.FeatureSettings.ScalingRules;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkException;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The row encoder against MLlib's own transform, and both on bad tables. */
@ExtendWith(SparkExtension.class)
class RowEncoderIT {
  private static final FeatureSettings SETTINGS =
      FeatureSettings.defaults()
          .withRoles(new Roles(List.of("id"), Optional.of("label"), List.of(), List.of("port")))
          .withCategories(new CategoryLimits(4, 1000));

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(Scaling.class)
  void equalsThePipelineBitForBit(Scaling scaling, SparkSession session) {
    FeatureSettings settings = SETTINGS.withScaling(new ScalingRules(scaling, Map.of(), 2));
    FeaturePlan plan =
        FeatureFitting.fit(MixedTable.of(session, MixedTable.rows(300, 1)), settings).plan();
    // Other rows than the fitted ones: unseen values and categories, and no label.
    Dataset<Row> table = MixedTable.of(session, MixedTable.rows(700, 2)).drop("label");
    float[][] encoded = Encoded.rows(table, plan);
    assertThat(encoded).hasDimensions(700, plan.width());
    assertSameBits(encoded, byPipeline(FeatureStages.pipeline(plan, "features", session), table));
  }

  @Test
  void thePipelineIsSavedAndLoadedByPlainSparkMl(SparkSession session) throws java.io.IOException {
    Dataset<Row> table = MixedTable.of(session, MixedTable.rows(100, 1));
    FeaturePlan plan = FeatureFitting.fit(table, SETTINGS).plan();
    String path = directory.resolve("pipeline").toString();
    FeatureStages.pipeline(plan, "features", session).save(path);
    PipelineModel loaded = PipelineModel.load(path);
    assertSameBits(Encoded.rows(table, plan), byPipeline(loaded, table));
    assertThat(loaded.transform(table).columns()).startsWith(table.columns());
  }

  @Test
  void unseenRareAndNullCategoriesFallIntoTheLastBucket(SparkSession session) {
    Dataset<Row> fitted =
        session
            .range(40)
            .selectExpr("CASE WHEN id < 20 THEN 'a' WHEN id < 39 THEN 'b' ELSE 'rare' END c");
    FeaturePlan plan =
        FeatureFitting.fit(
                fitted, FeatureSettings.defaults().withCategories(new CategoryLimits(2, 10)))
            .plan();
    Dataset<Row> table =
        session
            .sql("SELECT * FROM VALUES ('b'), ('rare'), ('never seen'), (NULL) AS t(c)")
            .coalesce(1);
    assertThat(Encoded.rows(table, plan))
        .isDeepEqualTo(new float[][] {{0, 1, 0}, {0, 0, 1}, {0, 0, 1}, {0, 0, 1}});
    assertThat(RowEncoder.bind(plan, table.schema()).otherBuckets()).containsExactly(2);
    assertSameBits(
        Encoded.rows(table, plan),
        byPipeline(FeatureStages.pipeline(plan, "features", session), table));
  }

  @Test
  void columnOrderExtraColumnsAndWiderTypesChangeNothing(SparkSession session) {
    Dataset<Row> table =
        session
            .range(50)
            .selectExpr("CAST(id AS INT) i", "CAST(id / 7 AS FLOAT) f", "CAST(id % 3 AS STRING) c");
    FeaturePlan plan = FeatureFitting.fit(table, FeatureSettings.defaults()).plan();
    Dataset<Row> changed =
        table.selectExpr("c C", "1 extra", "CAST(f AS DOUBLE) f", "CAST(i AS BIGINT) i");
    assertThat(Encoded.rows(changed, plan)).isDeepEqualTo(Encoded.rows(table, plan));
    assertThat(Encoded.rows(table.withColumn("i", functions.col("i").cast("double")), plan))
        .isDeepEqualTo(Encoded.rows(table, plan));
    assertThat(SchemaCheck.check(plan, changed.schema()))
        .containsExactly(
            "Column 'extra' was not in the table that the model was trained on: it is not used");
    assertThat(SchemaCheck.check(plan, table.schema())).isEmpty();
  }

  @Test
  void listsAllDifferencesOfTheSchemaAtOnce(SparkSession session) {
    Dataset<Row> table =
        session
            .range(50)
            .selectExpr(
                "CAST(id AS INT) i",
                "id / 7 duration",
                "CAST(id % 3 AS STRING) c",
                "CAST(id AS FLOAT) f");
    FeaturePlan plan = FeatureFitting.fit(table, FeatureSettings.defaults()).plan();
    Dataset<Row> changed =
        table.selectExpr("CAST(i AS STRING) i", "duration duratoin", "1 c", "CAST(f AS INT) f");
    assertThatThrownBy(() -> RowEncoder.bind(plan, changed.schema()))
        .isInstanceOf(UserException.class)
        .hasFieldOrPropertyWithValue("exitCode", ExitCode.MISMATCH)
        .hasMessage(
            "The table does not fit the model:\n"
                + "column 'i' must be int, but is string\n"
                + "column 'duration' (double) is missing; the nearest name is 'duratoin'\n"
                + "column 'f' must be float, but is int\n"
                + "column 'c' must be string, but is int");
    assertThatThrownBy(
            () -> RowEncoder.bind(plan, table.withColumnRenamed("duration", "I").schema()))
        .isInstanceOf(UserException.class)
        .hasFieldOrPropertyWithValue("exitCode", ExitCode.MISMATCH)
        .hasMessageContaining("it has 'i' and 'I'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "CAST('Infinity' AS DOUBLE) | 'a' | A value of column 'x' is infinite: mend the table",
        "CAST('NaN' AS DOUBLE) | 'a' | A value of column 'x' is NaN, which features.nan = reject refuses: mend the table, or train with features.nan = impute",
        "CAST(NULL AS DOUBLE) | 'a' | A value of column 'x' is null, which features.nulls = reject refuses: mend the table, or train with features.nulls = impute",
        "1e300D | 'a' | A value of column 'x' is too far outside the range of the training table to be scaled: mend the table",
        "1.0D | CAST(NULL AS STRING) | A value of column 'c' is null, which features.nulls = reject refuses: mend the table, or train with features.nulls = impute"
      })
  void encoderAndPipelineRefuseTheSameValues(
      String x, String c, String message, SparkSession session) {
    Dataset<Row> fitted =
        session.range(40).selectExpr("CAST(id AS DOUBLE) x", "CAST(id % 2 AS STRING) c");
    FeaturePlan plan =
        FeatureFitting.fit(
                fitted, FeatureSettings.defaults().withMissing(Missing.REJECT, Missing.REJECT))
            .plan();
    Dataset<Row> table = session.range(1).selectExpr(x + " x", c + " c");
    assertThatThrownBy(() -> Encoded.rows(table, plan))
        .rootCause()
        .isInstanceOf(UserException.class)
        .hasFieldOrPropertyWithValue("exitCode", ExitCode.BAD_DATA)
        .hasMessage(message);
    assertThatThrownBy(() -> byPipeline(FeatureStages.pipeline(plan, "features", session), table))
        .isInstanceOf(SparkException.class);
  }

  /** The pipeline's vectors as floats, in the table's order. */
  private static float[][] byPipeline(PipelineModel pipeline, Dataset<Row> table) {
    List<Row> rows = pipeline.transform(table).select("features").collectAsList();
    float[][] features = new float[rows.size()][];
    for (int row = 0; row < features.length; row++) {
      double[] vector = ((Vector) rows.get(row).get(0)).toArray();
      features[row] = new float[vector.length];
      for (int index = 0; index < vector.length; index++) {
        features[row][index] = (float) vector[index];
        assertThat((double) features[row][index]).isEqualTo(vector[index]);
      }
    }
    return features;
  }

  private static void assertSameBits(float[][] actual, float[][] expected) {
    assertThat(actual.length).isEqualTo(expected.length);
    for (int row = 0; row < actual.length; row++) {
      assertThat(actual[row].length).isEqualTo(expected[row].length);
      for (int index = 0; index < actual[row].length; index++) {
        assertThat(Float.floatToRawIntBits(actual[row][index]))
            .as("row %d, feature %d", row, index)
            .isEqualTo(Float.floatToRawIntBits(expected[row][index]));
      }
    }
  }
}
