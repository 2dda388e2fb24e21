package io.cordon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.network.Engine;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That the benchmarks run and count right; never how fast. */
class TrainerTest {

  @Test
  void engineAndPeerTrainTheSameNetworkOverAllRows() {
    assertThat(MultiLayerTrainer.configuration().getConfs()).hasSize(Trainer.WIDTHS.length);
    assertThat(new EngineTrainer(Engine.NATIVE, 1024).train()).isEqualTo(Trainer.ROWS);
  }

  @Test
  void everyNetworkGoesOverAllItsRows() {
    for (String name : NetworkTrainer.NAMES) {
      assertThat(new NetworkTrainer(name, Engine.NATIVE, 512).train())
          .isEqualTo(NetworkTrainer.COUNT);
    }
  }

  @Test
  void countsTheWeightsOfTheNetwork() {
    assertThat(Trainer.weights()).isEqualTo(2 * (121 * 60 + 60 * 30 + 30 * 10));
  }

  @Test
  void takesTheMiddleOfTheMeasurements() {
    assertThat(Median.of(List.of(9.0, 1.0, 2.0))).isEqualTo(2.0);
    assertThat(Median.of(List.of(4.0, 1.0))).isEqualTo(2.5);
  }

  @Test
  void countsRowsAndTimeOfRepeatedWork() {
    int[] calls = {0};
    ProcessorTime.Spent spent = ProcessorTime.atLeast(0.01, () -> ++calls[0] > 0 ? 10 : 0);
    assertThat(spent.rows()).isEqualTo(10L * calls[0]);
    assertThat(spent.seconds()).isGreaterThanOrEqualTo(0.01);
  }
}
