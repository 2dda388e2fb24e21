package io.cordon.spark.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.features.CategoricalFeature;
import io.cordon.features.FeaturePlan;
import io.cordon.features.NumericFeature;
import io.cordon.spark.SparkExtension;
import io.cordon.spark.features.FeatureSettings.CategoryLimits;
import io.cordon.spark.features.FeatureSettings.Roles;
import io.cordon.spark.features.FeatureSettings.ScalingRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SparkExtension.class)
class FeatureFittingIT {
  private static final FeatureSettings SETTINGS =
      FeatureSettings.defaults()
          .withRoles(new Roles(List.of("id"), Optional.of("label"), List.of(), List.of("port")));

  @ParameterizedTest
  @EnumSource(Scaling.class)
  void thePlanDependsNeitherOnPartitionsNorOnTheOrderOfTheRows(
      Scaling scaling, SparkSession session) {
    FeatureSettings settings =
        SETTINGS
            .withScaling(new ScalingRules(scaling, Map.of(), 2))
            .withCategories(new CategoryLimits(8, 1000));
    List<Row> rows = MixedTable.rows(500, 1);
    Dataset<Row> table = MixedTable.of(session, rows);
    List<Row> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(5));
    FeaturePlan plan = FeatureFitting.fit(table.coalesce(1), settings).plan();
    assertThat(FeatureFitting.fit(table.repartition(7), settings).plan()).isEqualTo(plan);
    assertThat(FeatureFitting.fit(MixedTable.of(session, shuffled).repartition(3), settings).plan())
        .isEqualTo(plan);
    assertThat(plan.width()).isEqualTo(10 + 7 + 9 + 6);
  }

  @Test
  void quartilesAreThoseOfTheSortedColumn(SparkSession session) {
    List<Row> rows = MixedTable.rows(301, 2);
    FeatureSettings robust = SETTINGS.withScaling(new ScalingRules(Scaling.ROBUST, Map.of(), 2));
    FeaturePlan plan = FeatureFitting.fit(MixedTable.of(session, rows), robust).plan();
    int checked = 0;
    for (NumericFeature feature : plan.numeric()) {
      int cell = MixedTable.SCHEMA.fieldIndex(feature.column());
      double[] values =
          rows.stream()
              .filter(row -> row.get(cell) instanceof Number)
              .mapToDouble(row -> ((Number) row.get(cell)).doubleValue())
              .filter(Double::isFinite)
              .toArray();
      if (values.length > 0) {
        Quartiles expected = SortedQuartiles.of(values);
        assertThat(feature.fill()).as(feature.column()).isEqualTo(expected.median());
        assertThat(feature.shift()).as(feature.column()).isEqualTo(expected.median());
        assertThat(feature.scale())
            .as(feature.column())
            .isEqualTo(1 / (expected.third() - expected.first()));
        checked++;
      }
    }
    assertThat(checked).isEqualTo(9);
  }

  @Test
  void labelIdAndExcludedColumnsCannotLeak(SparkSession session) {
    FeatureSettings settings =
        SETTINGS.withRoles(
            new Roles(List.of("id"), Optional.of("label"), List.of("service"), List.of()));
    Dataset<Row> table = MixedTable.of(session, MixedTable.rows(200, 3));
    Dataset<Row> altered =
        table
            .withColumn(
                "label", functions.concat(functions.lit("x"), functions.col("id").cast("string")))
            .withColumn("service", functions.lit("other"))
            .withColumn("id", functions.col("id").multiply(-1).plus(1000));
    FeaturePlan plan = FeatureFitting.fit(table, settings).plan();
    assertThat(FeatureFitting.fit(altered, settings).plan()).isEqualTo(plan);
    assertThat(RowEncoder.columns(plan)).doesNotContain("id", "label", "service");
    assertThat(Encoded.rows(altered, plan)).isDeepEqualTo(Encoded.rows(table, plan));
  }

  @Test
  void emptyPartitionsChangeNothing(SparkSession session) {
    Dataset<Row> table = MixedTable.of(session, MixedTable.rows(3, 4));
    FeaturePlan plan = FeatureFitting.fit(table.coalesce(1), SETTINGS).plan();
    assertThat(FeatureFitting.fit(table.repartition(16), SETTINGS).plan()).isEqualTo(plan);
  }

  @Test
  void zeroRowsAreRefusedWithAndWithoutPartitions(SparkSession session) {
    Dataset<Row> none = MixedTable.of(session, List.of());
    for (Dataset<Row> table :
        List.of(
            none, MixedTable.of(session, MixedTable.rows(20, 1)).filter("id < 0").repartition(3))) {
      assertThatThrownBy(() -> FeatureFitting.fit(table, SETTINGS))
          .isInstanceOf(UserException.class)
          .hasFieldOrPropertyWithValue("exitCode", ExitCode.BAD_DATA)
          .hasMessageContaining("there are no rows");
    }
  }

  @Test
  void oneRowHasOnlyConstantColumns(SparkSession session) {
    StructType schema =
        new StructType().add("x", DataTypes.DoubleType).add("c", DataTypes.StringType);
    Dataset<Row> table = session.createDataFrame(List.of(RowFactory.create(1.5, "a")), schema);
    assertThatThrownBy(() -> FeatureFitting.fit(table, FeatureSettings.defaults()))
        .isInstanceOf(UserException.class)
        .hasFieldOrPropertyWithValue("exitCode", ExitCode.BAD_DATA)
        .hasMessageContaining("'x' (constant), 'c' (constant)");
  }

  @Test
  void infinitiesAreRefusedByColumnAndCount(SparkSession session) {
    Dataset<Row> table =
        session
            .range(10)
            .selectExpr(
                "CAST(id AS DOUBLE) x", "IF(id % 4 = 0, CAST('Infinity' AS FLOAT), 1.0F) y");
    assertThatThrownBy(() -> FeatureFitting.fit(table, FeatureSettings.defaults()))
        .isInstanceOf(UserException.class)
        .hasFieldOrPropertyWithValue("exitCode", ExitCode.BAD_DATA)
        .hasMessage(
            "Values must be finite, but column 'y' has 3 infinite: mend them or add it to source.exclude");
  }

  @Test
  void tenThousandCategoriesAreCappedOrRefused(SparkSession session) {
    // Category c<k> occurs k / 1000 + 1 times, so that the hundred most frequent are c9000 to c9099
    // by name.
    Dataset<Row> table =
        session
            .range(10_000)
            .selectExpr("CONCAT('c', id) c", "EXPLODE(SEQUENCE(0, id DIV 1000)) n")
            .repartition(5);
    FittedFeatures fitted = FeatureFitting.fit(table, FeatureSettings.defaults());
    CategoricalFeature feature = fitted.plan().categorical().get(0);
    assertThat(feature.categories()).hasSize(100).startsWith("c9000", "c9001").endsWith("c9099");
    assertThat(fitted.warnings())
        .containsExactly(
            "Column 'c' has 10000 categories, more than features.max-categories = 100: the rarest, 54000 of 55000 rows, share the last bucket");
    FeatureSettings narrow =
        FeatureSettings.defaults().withCategories(new CategoryLimits(100, 9_999));
    assertThatThrownBy(() -> FeatureFitting.fit(table, narrow))
        .isInstanceOf(UserException.class)
        .hasFieldOrPropertyWithValue("exitCode", ExitCode.BAD_DATA)
        .hasMessageContaining("Column 'c' has more than 9999 distinct values");
  }

  @Test
  void otherTypesAreLeftOutWithAWarning(SparkSession session) {
    Dataset<Row> table =
        session
            .range(9)
            .selectExpr(
                "id x",
                "DATE'2024-01-01' d",
                "ARRAY(STRING(id)) a",
                "MAP(id, id) m",
                "CAST('b' AS BINARY) b",
                "STRUCT(id) s",
                "NULL n");
    FittedFeatures fitted = FeatureFitting.fit(table, FeatureSettings.defaults());
    assertThat(fitted.plan().featureNames()).containsExactly("x");
    assertThat(fitted.warnings())
        .contains(
            "Column 'd' is left out: no feature can be made from its type date",
            "Column 'a' is left out: no feature can be made from its type array<string>",
            "Column 'n' is left out: no feature can be made from its type void")
        .hasSize(6);
  }
}
