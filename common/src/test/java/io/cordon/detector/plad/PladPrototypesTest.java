package io.cordon.detector.plad;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.detector.Detector;
import io.cordon.detector.DetectorContractTest;
import io.cordon.detector.ImageShape;
import io.cordon.detector.Metric;
import io.cordon.detector.PlantedAnomalies;
import io.cordon.network.Engine;
import io.cordon.rows.Block;
import io.cordon.rows.LocalRows;
import io.cordon.rows.RowFunction;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PladPrototypesTest {

  private static Plad prototypes(int members) {
    return new Plad(
        new PladSettings(
            PladSettings.Variant.DETERMINISTIC,
            new PladDraws(false, 1, 0),
            OptionalDouble.of(0.3),
            PladSettings.Convention.MEAN,
            1,
            Metric.HELLINGER,
            32,
            ImageShape.SQUARE,
            List.of(),
            List.of(),
            List.of(16),
            0,
            members),
        Engine.NATIVE);
  }

  /** A classifier of prototypes, which start at rows, on the rows' square roots. */
  @Nested
  class OfPrototypes extends DetectorContractTest {
    @Override
    protected Detector detector() {
      return prototypes(2);
    }

    @Override
    protected double floor() {
      return 0.97;
    }

    @Override
    protected double margin() {
      return 0.3;
    }
  }

  @Test
  void prototypesGrowAwayFromTheRowsOnEverySide() {
    Plad plad = prototypes(1);
    LocalRows planted =
        LocalRows.of(PlantedAnomalies.WIDTH, PlantedAnomalies.of(570, 30, 1).values(), 3);
    RowFunction score = plad.score(plad.fit(planted, DetectorContractTest.training(1)));
    for (float far : new float[] {-3, 3, 30, 300}) {
      float[] rows = new float[2 * PlantedAnomalies.WIDTH];
      Arrays.fill(rows, 0, PlantedAnomalies.WIDTH, far);
      Arrays.fill(rows, PlantedAnomalies.WIDTH, rows.length, 2 * far);
      float[] scores = score.applyTo(Block.of(PlantedAnomalies.WIDTH, rows));
      assertThat(scores[1]).as("twice as far as %s", far).isGreaterThan(scores[0]);
      assertThat(scores[0]).isPositive();
    }
  }
}
