package io.cordon.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import io.cordon.config.Settings;
import io.cordon.detector.DetectorContractTest;
import io.cordon.detector.registry.Detectors;
import io.cordon.features.FeaturePlan;
import io.cordon.model.LoadedModel;
import io.cordon.model.Model;
import io.cordon.model.ModelTraining;
import io.cordon.model.Recipe;
import io.cordon.network.Engine;
import io.cordon.rows.WireCopy;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static final CorruptedTable TABLE = CorruptedTable.of(200, 1);

  private static LoadedModel model(String detector, Optional<FeaturePlan> features) {
    Settings tree =
        Settings.load(
            ConfigFactory.parseString("detector.name = " + detector), Settings.reference());
    Recipe recipe =
        new Recipe(
            Detectors.from(tree, Engine.NATIVE),
            tree.resolvedJson("detector", "encoder", "ensemble", "threshold", "training"),
            features,
            Recipe.Quantile.EXACT,
            new TreeMap<>());
    Model model = ModelTraining.train(TABLE.rows(2), DetectorContractTest.training(1), recipe);
    return LoadedModel.of(model);
  }

  @Test
  void aModelOfATableNamesItsColumns() {
    Explanation explanation =
        Explanation.of(model("oc-svm", Optional.of(TABLE.plan()))).orElseThrow();
    assertThat(explanation.method()).isEqualTo(Explanation.Method.INTEGRATED_GRADIENTS);
    Reasons reasons = explanation.open().reasons(TABLE.corrupted(3, 5), 0, 1, 2).get(0);
    assertThat(reasons.largest()).hasSizeBetween(1, 2);
    assertThat(reasons.largest().get(0).column()).isEqualTo("category");
  }

  @Test
  void aScoreThatIsASumIsExplainedByItsTerms() {
    Explanation explanation =
        Explanation.of(model("robust-distance", Optional.of(TABLE.plan()))).orElseThrow();
    assertThat(explanation.method()).isEqualTo(Explanation.Method.TERMS);
    assertThat(explanation.reference()).isZero();
    Reasons reasons = explanation.open().reasons(TABLE.corrupted(3, 2), 0, 1, 6).get(0);
    assertThat(reasons.largest().get(0).column()).isEqualTo("n2");
    assertThat(reasons.largest().stream().mapToDouble(Reason::share).sum())
        .isCloseTo(1, within(1e-6));
  }

  @Test
  void aModelOfVectorsKeepsTheMeanToStartFromAndNamesEntries() {
    Explanation explanation = Explanation.of(model("oc-svm", Optional.empty())).orElseThrow();
    Reasons reasons = explanation.open().reasons(TABLE.corrupted(3, 2), 0, 1, 1).get(0);
    assertThat(reasons.largest().get(0).column()).isEqualTo("features[2]");
  }

  @Test
  void aModelOfVectorsWithoutATypicalRowHasNoExplanation() {
    LoadedModel loaded = model("oc-svm", Optional.empty());
    loaded.model().fitted().vectors().remove("typical-row");
    assertThat(Explanation.of(loaded)).isEmpty();
  }

  @Test
  void theReasonsForARowDoNotDependOnTheBatchAndTravel() {
    for (String detector : new String[] {"autoencoder", "oc-svm"}) {
      Explanation explanation =
          Explanation.of(model(detector, Optional.of(TABLE.plan()))).orElseThrow();
      List<Reasons> together = WireCopy.of(explanation).open().reasons(TABLE.values(), 0, 200, 3);
      for (int row = 0; row < 200; row += 37) {
        assertThat(explanation.open().reasons(TABLE.row(row), 0, 1, 3))
            .containsExactly(together.get(row));
      }
    }
  }

  @Test
  void aFeatureOfNoColumnIsRefused() {
    assertThatThrownBy(() -> new SourceColumns(List.of("a"), new int[] {0, 1}))
        .hasMessage("a feature's column must lie in 0..0, not 1");
  }
}
