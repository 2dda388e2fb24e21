package io.cordon.detector.plad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cordon.layer.Architecture;
import io.cordon.layer.Prototypes;
import io.cordon.network.Engine;
import io.cordon.network.NetworkFunction;
import io.cordon.rows.Block;
import io.cordon.rows.LocalRows;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrototypeStartTest {
  /** Squared distances to the nearest other: 25, 1, 1; so 9 is typical. */
  private static final float[] ROWS = {0, 0, 3, 4, 3, 5};

  private static float[] scores(Prototypes layer, float[] parameters, float... rows) {
    Architecture classifier = new Architecture(2, List.of(layer));
    return new NetworkFunction(classifier, parameters, Engine.NATIVE).applyTo(Block.of(2, rows));
  }

  @Test
  void aRowThatIsAPrototypeScoresLowAndOneAsFarAsIsTypicalZero() {
    Prototypes layer = new Prototypes(3, 5);
    float[] parameters = PrototypeStart.of(layer, LocalRows.of(2, ROWS, 2), 1);
    float[] scores = scores(layer, parameters, 0, 0, -3, 0, -6, 0);
    assertThat(scores[0]).isCloseTo(-10, within(1e-3f));
    assertThat(scores[1]).isCloseTo(0, within(1e-3f));
    assertThat(scores[2]).isCloseTo(30, within(1e-3f));
  }

  @Test
  void whereThereAreFewerRowsThanPrototypesRowsAreTakenTwice() {
    Prototypes layer = new Prototypes(6, 50);
    float[] parameters = PrototypeStart.of(layer, LocalRows.of(2, ROWS, 1), 1);
    for (float score : scores(layer, parameters, ROWS)) {
      assertThat(score).isCloseTo(-10, within(0.5f));
    }
  }

  @Test
  void rowsThatAreAllAlikeMakeAClassifierToo() {
    Prototypes layer = new Prototypes(2, 5);
    float[] rows = {1, 1, 1, 1};
    float[] parameters = PrototypeStart.of(layer, LocalRows.of(2, rows, 1), 1);
    assertThat(scores(layer, parameters, 1, 1, 4, 4))
        .satisfies(s -> assertThat(s[0]).isLessThan(s[1]));
  }
}
