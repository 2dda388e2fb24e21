package io.cordon.detector.plad;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.rows.Block;
import io.cordon.rows.RowFunction;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeanScoreTest {

  /** A row's one feature times a factor. */
  private record Times(float factor) implements RowFunction {
    @Override
    public int inputs() {
      return 1;
    }

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public Pass open() {
      return (rows, from, count, outputs, to) -> {
        for (int row = 0; row < count; row++) {
          outputs[to + row] = factor * rows[from + row];
        }
      };
    }
  }

  @Test
  void scoresCountByTheirDistanceFromTheirMeanInDeviations() {
    MeanScore score =
        new MeanScore(
            List.of(new Times(1), new Times(100), new Times(0)),
            new double[] {2, 100, 0},
            new double[] {1, 200, 0});
    // Row 4: (4 - 2) / 1 = 2, (400 - 100) / 200 = 1.5, 0: the mean is 3.5 / 3.
    assertThat(score.applyTo(Block.of(1, new float[] {4, 2})))
        .containsExactly((float) (3.5 / 3), (float) (0.5 / 3));
  }
}
