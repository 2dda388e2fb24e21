package io.cordon.spark.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.features.FeaturePlan;
import io.cordon.features.FeaturePlan.Dropped;
import io.cordon.features.NumericFeature;
import io.cordon.spark.features.FeatureSettings.CategoryLimits;
import io.cordon.spark.features.FeatureSettings.Missing;
import io.cordon.spark.features.FeatureSettings.Roles;
import io.cordon.spark.features.FeatureSettings.ScalingRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

/** The planner's rules on profiles made from rows in this process. */
class FeaturePlannerTest {
  private static final StructType NUMBER = new StructType().add("x", DataTypes.DoubleType);
  private static final StructType TEXT = new StructType().add("c", DataTypes.StringType);

  private final FeatureSettings settings = FeatureSettings.defaults();

  @Test
  void autoTakesTheLogarithmOfNonNegativeHeavyTails() {
    NumericFeature heavy = number(settings, 0, 0, 1, 1, 2, 2, 3, 1000);
    assertThat(heavy.log()).isTrue();
    assertThat(heavy.shift()).isEqualTo(0.0);
    assertThat(heavy.scale()).isEqualTo(1 / StrictMath.log1p(1000));
    assertThat(number(settings, -1, 0, 1, 1, 2, 2, 3, 1000).log()).isFalse();
    assertThat(number(settings, 0, 1, 2, 3).log()).isFalse();
    assertThat(number(settings, 0, 1, 1e300).log()).isTrue();
  }

  @Test
  void autoObeysTheThresholdOfSkewness() {
    // Central moments of (0, 1, 1, 6): skewness 13.5 / 5.5^1.5 = 1.047.
    assertThat(
            number(settings.withScaling(new ScalingRules(Scaling.AUTO, Map.of(), 1.04)), 0, 1, 1, 6)
                .log())
        .isTrue();
    assertThat(
            number(settings.withScaling(new ScalingRules(Scaling.AUTO, Map.of(), 1.05)), 0, 1, 1, 6)
                .log())
        .isFalse();
  }

  @Test
  void eachScalingHasItsShiftAndScale() {
    assertThat(number(scaled(Scaling.MIN_MAX), -2, 0, 6))
        .isEqualTo(new NumericFeature("x", "double", false, 0, -2, 0.125));
    assertThat(number(scaled(Scaling.STANDARD), 1, 2, 3))
        .isEqualTo(new NumericFeature("x", "double", false, 2, 2, 1));
    assertThat(number(scaled(Scaling.ROBUST), 1, 2, 3, 4, 5, 6, 7, 100))
        .isEqualTo(new NumericFeature("x", "double", false, 4, 4, 0.25));
    assertThat(number(scaled(Scaling.NONE), 1, 2, 3))
        .isEqualTo(new NumericFeature("x", "double", false, 2, 0, 1));
    assertThat(number(scaled(Scaling.LOG_MIN_MAX), -5, 0, 1))
        .isEqualTo(new NumericFeature("x", "double", true, 0, 0, 1 / StrictMath.log1p(1)));
  }

  @Test
  void aColumnsOwnScalingComesFirst() {
    FeatureSettings own =
        settings.withScaling(new ScalingRules(Scaling.AUTO, Map.of("X", Scaling.NONE), 2));
    assertThat(number(own, 1, 2, 1000))
        .isEqualTo(new NumericFeature("x", "double", false, 2, 0, 1));
  }

  @Test
  void scalesThatCannotBeAreReplacedByTheRange() {
    FittedFeatures flat = fit(NUMBER, scaled(Scaling.ROBUST), doubles(0, 0, 0, 0, 0, 0, 0, 4));
    assertThat(flat.plan().numeric().get(0).scale()).isEqualTo(0.25);
    assertThat(flat.warnings())
        .containsExactly(
            "Column 'x' is scaled by its range: its quartiles 0.0 and 0.0 cannot be scaled by");
    FittedFeatures large = fit(NUMBER, scaled(Scaling.STANDARD), doubles(0, 1e200));
    assertThat(large.plan().numeric().get(0))
        .isEqualTo(new NumericFeature("x", "double", false, 0, 0, 1 / 1e200));
    assertThat(large.warnings())
        .containsExactly(
            "Column 'x' is scaled by its range: values up to 1.0E200 leave no standard deviation to scale by");
  }

  @Test
  void aRangeThatOverflowsIsScaledAboutZero() {
    NumericFeature feature = number(scaled(Scaling.MIN_MAX), -1e308, 0, 1.6e308);
    assertThat(feature.shift()).isEqualTo(0.0);
    assertThat(1.6e308 * feature.scale()).isCloseTo(1.0, within(1e-12)); // the scale is subnormal
  }

  @Test
  void constantEmptyAndUnscalableColumnsAreDroppedWithAWarning() {
    StructType schema =
        new StructType()
            .add("k", DataTypes.IntegerType)
            .add("e", DataTypes.DoubleType)
            .add("one", DataTypes.StringType);
    schema =
        schema
            .add("tiny", DataTypes.DoubleType)
            .add("x", DataTypes.LongType)
            .add("when", DataTypes.TimestampType)
            .add("no", DataTypes.StringType);
    FittedFeatures fitted =
        fit(
            schema,
            settings,
            List.of(
                new Object[] {7, null, UTF8String.fromString("a"), 0.0, 1L, 5L, null},
                new Object[] {
                  7, Double.NaN, UTF8String.fromString("a"), Double.MIN_VALUE, 2L, 6L, null
                }));
    assertThat(fitted.plan().featureNames()).containsExactly("x");
    assertThat(fitted.plan().dropped())
        .containsExactlyInAnyOrder(
            new Dropped("when", "type timestamp"),
            new Dropped("k", "constant"),
            new Dropped("e", "no value"),
            new Dropped("tiny", "constant"),
            new Dropped("one", "constant"),
            new Dropped("no", "no value"));
    assertThat(fitted.warnings())
        .contains(
            "Column 'when' is left out: no feature can be made from its type timestamp",
            "Column 'k' is left out: constant");
  }

  @Test
  void missingNumbersAreFilledWithTheMedian() {
    List<Object[]> rows = new ArrayList<>(doubles(0.1, 0.3, 0.7, Double.NaN));
    rows.add(new Object[] {null});
    assertThat(fit(NUMBER, settings, rows).plan().numeric().get(0).fill()).isEqualTo(0.3);
  }

  @Test
  void rejectedMissingValuesAndInfinitiesAreListedTogether() {
    StructType schema = NUMBER.add("c", DataTypes.StringType);
    List<Object[]> rows =
        List.of(
            new Object[] {Double.NaN, null},
            new Object[] {Double.NEGATIVE_INFINITY, null},
            new Object[] {null, null});
    assertThatThrownBy(
            () -> fit(schema, settings.withMissing(Missing.REJECT, Missing.REJECT), rows))
        .isInstanceOf(UserException.class)
        .hasFieldOrPropertyWithValue("exitCode", ExitCode.BAD_DATA)
        .hasMessage(
            "Values must be finite, but column 'x' has 1 infinite: mend them or add it to source.exclude\n"
                + "Column 'x' has 1 NaN, which features.nan = reject refuses: set it to impute, or mend the table\n"
                + "Column 'x' has 1 nulls, which features.nulls = reject refuses: set it to impute, or mend the table\n"
                + "Column 'c' has 3 nulls, which features.nulls = reject refuses: set it to impute, or mend the table");
  }

  @Test
  void refusesATableWithoutRowsOrFeatures() {
    assertThatThrownBy(() -> fit(NUMBER, settings, List.of()))
        .isInstanceOf(UserException.class)
        .hasFieldOrPropertyWithValue("exitCode", ExitCode.BAD_DATA)
        .hasMessageContaining("there are no rows");
    assertThatThrownBy(() -> fit(NUMBER, settings, doubles(4)))
        .isInstanceOf(UserException.class)
        .hasFieldOrPropertyWithValue("exitCode", ExitCode.BAD_DATA)
        .hasMessageContaining("every one is left out: 'x' (constant)");
  }

  @Test
  void keepsTheMostFrequentCategoriesWithTiesByName() {
    FittedFeatures fitted =
        fit(
            TEXT,
            settings.withCategories(new CategoryLimits(2, 10)),
            texts("b", "c", "a", "c", "d", "a", "d", ""));
    assertThat(fitted.plan().featureNames()).containsExactly("c=a", "c=c", "c=(other)");
    assertThat(fitted.warnings())
        .containsExactly(
            "Column 'c' has 5 categories, more than features.max-categories = 2: the rarest, 4 of 8 rows, share the last bucket");
  }

  @Test
  void refusesColumnsOfFreeText() {
    assertThatThrownBy(
            () ->
                fit(
                    TEXT,
                    settings.withCategories(new CategoryLimits(2, 3)),
                    texts("a", "b", "c", "d", "e")))
        .isInstanceOf(UserException.class)
        .hasFieldOrPropertyWithValue("exitCode", ExitCode.BAD_DATA)
        .hasMessage(
            "Column 'c' has more than 3 distinct values (features.max-distinct) or too much text: add it to source.exclude");
    assertThatThrownBy(() -> fit(TEXT, settings, texts("a", "b".repeat(5000))))
        .isInstanceOf(UserException.class)
        .hasFieldOrPropertyWithValue("exitCode", ExitCode.BAD_DATA)
        .hasMessage(
            "A category may have 4096 bytes, but column 'c' has one of 5000: add it to source.exclude");
  }

  @Test
  void numbersCanBeCategories() {
    StructType schema = new StructType().add("port", DataTypes.IntegerType);
    FeatureSettings forced =
        settings.withRoles(new Roles(List.of(), Optional.empty(), List.of(), List.of("PORT")));
    FeaturePlan plan =
        fit(schema, forced, List.of(new Object[] {80}, new Object[] {-1}, new Object[] {80}))
            .plan();
    assertThat(plan.featureNames()).containsExactly("port=80", "port=-1", "port=(other)");
  }

  @Test
  void rolesNeverBecomeFeatures() {
    StructType schema =
        NUMBER
            .add("Key", DataTypes.StringType)
            .add("y", DataTypes.IntegerType)
            .add("z", DataTypes.IntegerType);
    FeatureSettings roles =
        settings.withRoles(new Roles(List.of("key"), Optional.of("y"), List.of("z"), List.of("y")));
    FeatureColumns columns = FeatureColumns.of(schema, roles);
    assertThat(columns.names()).containsExactly("x");
    assertThat(columns.dropped())
        .containsExactly(
            new Dropped("Key", "id"), new Dropped("y", "label"), new Dropped("z", "excluded"));
  }

  @Test
  void settingsThatDoNotFitTheTableAreListedTogether() {
    StructType schema = NUMBER.add("service", DataTypes.StringType);
    FeatureSettings wrong =
        settings
            .withRoles(
                new Roles(List.of("y"), Optional.of("lable"), List.of("servcie"), List.of("x")))
            .withScaling(new ScalingRules(Scaling.AUTO, Map.of("service", Scaling.NONE), 2));
    assertThatThrownBy(() -> FeatureColumns.of(schema, wrong))
        .isInstanceOf(UserException.class)
        .hasFieldOrPropertyWithValue("exitCode", ExitCode.USAGE)
        .hasMessage(
            "source.id names column 'y', which the table does not have\n"
                + "source.label names column 'lable', which the table does not have\n"
                + "source.exclude names column 'servcie', which the table does not have; the nearest is 'service'\n"
                + "features.categorical may name columns of text, whole numbers or booleans, but column 'x' is double\n"
                + "features.scaling-of may name numeric columns, but column 'service' is string");
  }

  @Test
  void refusesNamesThatDifferByCaseOnly() {
    assertThatThrownBy(() -> FeatureColumns.of(NUMBER.add("X", DataTypes.StringType), settings))
        .isInstanceOf(UserException.class)
        .hasFieldOrPropertyWithValue("exitCode", ExitCode.MISMATCH)
        .hasMessage(
            "Column names of the table must differ by more than case, but it has 'x' and 'X': rename one");
  }

  @Test
  void refusesLimitsOutOfRange() {
    assertThatThrownBy(() -> new CategoryLimits(0, 10))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("must be 1 or more, not 0");
    assertThatThrownBy(() -> new CategoryLimits(11, 10))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("features.max-distinct");
    assertThatThrownBy(() -> new ScalingRules(Scaling.AUTO, Map.of(), Double.NaN))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("not NaN");
  }

  private FeatureSettings scaled(Scaling scaling) {
    return settings.withScaling(new ScalingRules(scaling, Map.of(), 2));
  }

  private static NumericFeature number(FeatureSettings settings, double... values) {
    return fit(NUMBER, settings, doubles(values)).plan().numeric().get(0);
  }

  /** Fits as the driver and one task would; quartiles are sorted for. */
  private static FittedFeatures fit(
      StructType schema, FeatureSettings settings, List<Object[]> rows) {
    FeatureColumns columns = FeatureColumns.of(schema, settings);
    TableProfile profile = TableProfile.empty(columns, settings);
    List<InternalRow> picked = new ArrayList<>();
    for (Object[] row : rows) {
      List<Object> cells = new ArrayList<>();
      columns.names().forEach(name -> cells.add(row[schema.fieldIndex(name)]));
      picked.add(new GenericInternalRow(cells.toArray()));
    }
    picked.forEach(profile::add);
    FeaturePlanner planner = new FeaturePlanner(columns, profile, settings);
    planner.check();
    return planner.plan(SortedQuartiles.of(columns, picked));
  }

  private static List<Object[]> doubles(double... values) {
    List<Object[]> rows = new ArrayList<>();
    for (double value : values) {
      rows.add(new Object[] {value});
    }
    return rows;
  }

  private static List<Object[]> texts(String... values) {
    List<Object[]> rows = new ArrayList<>();
    for (String value : values) {
      rows.add(new Object[] {UTF8String.fromString(value)});
    }
    return rows;
  }
}
