package io.cordon.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FeaturePlanTest {

  private static FeaturePlan plan() {
    return new FeaturePlan(
        List.of(
            new NumericFeature("age", "int", false, 40, 20, 0.5),
            new NumericFeature("bytes", "bigint", true, Math.E - 1, 0, 2)),
        List.of(
            new CategoricalFeature("proto", "string", List.of("tcp", "udp")),
            new CategoricalFeature("rare", "string", List.of())),
        true,
        false,
        List.of());
  }

  @Test
  void everyFeatureKnowsItsColumn() {
    assertThat(plan().columns()).containsExactly("age", "bytes", "proto", "rare");
    assertThat(plan().columnOfFeatures()).containsExactly(0, 1, 2, 2, 2, 3).hasSize(plan().width());
  }

  @Test
  void theTypicalRowHoldsMediansAndTheMostFrequentCategories() {
    // (40 - 20) / 2; 2 log(1 + e - 1); tcp; all that the last column can hold
    assertThat(plan().typicalRow()).containsExactly(10, 2, 1, 0, 0, 1);
  }

  @Test
  void theEntriesOfAVectorBelongToOneColumnBehindTheOthers() {
    FeaturePlan images =
        new FeaturePlan(
            plan().numeric(),
            plan().categorical(),
            true,
            false,
            List.of(
                new VectorFeature(
                    new NumericFeature("pixels", "array<float>", false, 10, 0, 0.5), 3)),
            List.of());
    assertThat(images.columns()).containsExactly("age", "bytes", "proto", "rare", "pixels");
    assertThat(images.cells()).isEqualTo(plan().columns());
    assertThat(images.columnOfFeatures()).containsExactly(0, 1, 2, 2, 2, 3, 4, 4, 4);
    assertThat(images.typicalRow()).containsExactly(10, 2, 1, 0, 0, 1, 5, 5, 5);
    assertThat(images.featureNames()).hasSize(9).endsWith("pixels[0]", "pixels[1]", "pixels[2]");
  }

  @Test
  void aLogTakesValuesBelowZeroForZero() {
    assertThat(new NumericFeature("x", "int", true, 0, 0, 1).feature(-5)).isZero();
  }
}
