package io.cordon.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.cordon.config.Settings;
import io.cordon.detector.Detector;
import io.cordon.detector.DetectorContractTest;
import io.cordon.detector.Fitted;
import io.cordon.detector.registry.Detectors;
import io.cordon.network.Engine;
import io.cordon.rows.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every detector, alone and wrapped, names the column that was corrupted. */
class EveryDetectorTest {
  private static final String NARROW =
      "detector { autoencoder { hidden = [12], code = 3 }, deep-svdd { hidden = [16], code = 8 } }, ";
  private static final int ROWS = 20;
  private static final CorruptedTable TABLE = CorruptedTable.of(600, 1);

  /**
   * The share of rows in which the corrupted column must come first, where not all. DAGMM: the
   * energy's cross terms join the corrupted column to the category, so that in rows of another
   * category than the typical one both share the score, and a few times the category comes first. A
   * forest's score, and a distance on saturated codes, move by jumps, which 32 steps book to within
   * a few percent.
   */
  private static final Map<String, Double> LEAST =
      Map.of(
          "dagmm",
          0.85,
          "isolation-forest",
          0.95,
          "robust-distance, encoder.name = autoencoder",
          0.95);

  static List<String> detectors() {
    List<String> detectors = new ArrayList<>(Detectors.names());
    detectors.add("autoencoder, detector.autoencoder.score = angle");
    detectors.add("pca, detector.pca { weighting = inverse-variance, explained-variance = 0 }");
    detectors.add("autoencoder, ensemble.members = 2");
    detectors.add("deep-svdd, ensemble.members = 3");
    detectors.add("robust-distance, encoder.name = autoencoder");
    return detectors;
  }

  private static Detector detector(String name) {
    Settings tree =
        Settings.load(
            ConfigFactory.parseString(NARROW + "detector.name = " + name), Settings.reference());
    Detector detector = Detectors.from(tree, Engine.NATIVE);
    tree.finish();
    return detector;
  }

  private static Explanation explanation(Detector detector, Fitted fitted) {
    SourceColumns columns = SourceColumns.of(TABLE.plan());
    return detector
        .contributions(fitted)
        .map(parts -> Explanation.byTerms(detector.score(fitted), parts, columns))
        .orElseGet(
            () ->
                Explanation.fromBaseline(
                    detector.score(fitted), TABLE.plan().typicalRow(), columns));
  }

  private static float score(Explanation explanation, float[] row) {
    return explanation.score().applyTo(Block.of(CorruptedTable.WIDTH, row))[0];
  }

  /**
   * Rows count where the corruption makes most of what there is to explain: it raised the score by
   * more than the row's own distance from the reference. A method that does not see a corruption,
   * such as OC-NN and PLAD, which learn some directions from one side only, cannot name it.
   */
  @ParameterizedTest
  @MethodSource("detectors")
  void theCorruptedColumnComesFirstAndThePartsSumToTheScore(String name) {
    Detector detector = detector(name);
    Explanation explanation =
        explanation(detector, detector.fit(TABLE.rows(2), DetectorContractTest.training(1)));
    Explanation.Pass pass = explanation.open();
    int counted = 0;
    int first = 0;
    for (int row = 0; row < ROWS; row++) {
      double before = score(explanation, TABLE.row(row));
      for (int column = 0; column < CorruptedTable.COLUMNS; column++) {
        float[] corrupted = TABLE.corrupted(row, column);
        Reasons reasons = pass.reasons(corrupted, 0, 1, 3).get(0);
        assertThat(reasons.gap()).isLessThan(1e-5);
        double raised = score(explanation, corrupted) - before;
        if (raised > Math.abs(before - explanation.reference())) {
          counted++;
          String largest = reasons.largest().get(0).column();
          first += largest.equals(explanation.columns().names().get(column)) ? 1 : 0;
        }
      }
    }
    assertThat(counted).as("corruptions that the detector saw").isGreaterThan(ROWS);
    assertThat((double) first / counted)
        .as("share of %d corruptions named first", counted)
        .isGreaterThanOrEqualTo(LEAST.getOrDefault(name, 1.0));
  }
}
