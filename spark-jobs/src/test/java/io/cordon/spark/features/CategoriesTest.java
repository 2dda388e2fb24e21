package io.cordon.spark.features;

import static io.cordon.spark.features.LocalFit.TEXT;
import static io.cordon.spark.features.LocalFit.fit;
import static io.cordon.spark.features.LocalFit.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import io.cordon.features.FeaturePlan;
import io.cordon.spark.features.FeatureSettings.CategoryLimits;
import io.cordon.spark.features.FeatureSettings.Roles;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** The planner's rules for categories. */
class CategoriesTest {
  private final FeatureSettings settings = FeatureSettings.defaults();

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
}
