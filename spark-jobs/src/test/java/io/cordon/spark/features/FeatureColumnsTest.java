package io.cordon.spark.features;

import static io.cordon.spark.features.LocalFit.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.features.FeaturePlan.Dropped;
import io.cordon.spark.features.FeatureSettings.CategoryLimits;
import io.cordon.spark.features.FeatureSettings.Roles;
import io.cordon.spark.features.FeatureSettings.ScalingRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Which columns may become features, and what settings may say of them. */
class FeatureColumnsTest {
  private final FeatureSettings settings = FeatureSettings.defaults();

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
}
