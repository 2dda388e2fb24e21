package io.cordon.spark.features;

import static io.cordon.spark.features.LocalFit.NUMBER;
import static io.cordon.spark.features.LocalFit.doubles;
import static io.cordon.spark.features.LocalFit.fit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.features.FeaturePlan.Dropped;
import io.cordon.features.NumericFeature;
import io.cordon.spark.features.FeatureSettings.Missing;
import io.cordon.spark.features.FeatureSettings.ScalingRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

/** The planner's rules for numbers and for columns that say nothing. */
class FeaturePlannerTest {
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

  private FeatureSettings scaled(Scaling scaling) {
    return settings.withScaling(new ScalingRules(scaling, Map.of(), 2));
  }

  private static NumericFeature number(FeatureSettings settings, double... values) {
    return fit(NUMBER, settings, doubles(values)).plan().numeric().get(0);
  }
}
