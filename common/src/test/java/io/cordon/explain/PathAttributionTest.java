package io.cordon.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cordon.layer.Activation;
import io.cordon.layer.Architecture;
import io.cordon.layer.Dense;
import io.cordon.network.Engine;
import io.cordon.network.NetworkFunction;
import io.cordon.random.Seeds;
import io.cordon.rows.Block;
import io.cordon.rows.RowFunction;
import io.cordon.rows.WireCopy;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PathAttributionTest {
  private static final SourceColumns THREE =
      new SourceColumns(List.of("a", "b", "c"), new int[] {0, 1, 2});

  /** Scores of three features. */
  private enum Shape {
    /** {@code 2a - 3b + 1}. */
    LINEAR,
    /** {@code a² + ab}. */
    QUADRATIC,
    /** 1 where a is at least 0.3, and 4 more where c is at least 0.77. */
    STEPS,
    /** {@code max(0, a + b - 1)}. */
    KINK
  }

  private record Score(Shape shape) implements RowFunction {
    private static final long serialVersionUID = 1L;

    @Override
    public int inputs() {
      return 3;
    }

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public Pass open() {
      return (rows, from, count, outputs, to) -> {
        for (int row = 0; row < count; row++) {
          int at = from + 3 * row;
          outputs[to + row] = (float) of(rows[at], rows[at + 1], rows[at + 2]);
        }
      };
    }

    private double of(double a, double b, double c) {
      return switch (shape) {
        case LINEAR -> 2 * a - 3 * b + 1;
        case QUADRATIC -> a * a + a * b;
        case STEPS -> (a >= 0.3 ? 1 : 0) + (c >= 0.77 ? 4 : 0);
        case KINK -> Math.max(0, a + b - 1);
      };
    }
  }

  private static float[] parts(Shape shape, int steps, float... row) {
    return new PathAttribution(new Score(shape), new float[3], THREE, steps)
        .applyTo(Block.of(3, row));
  }

  @Test
  void aLinearScoreGivesEachColumnItsWeightTimesItsWay() {
    assertThat(parts(Shape.LINEAR, 2, 1, 2, 3))
        .containsExactly(new float[] {2, -6, 0}, within(1e-5f));
  }

  @Test
  void aQuadraticScoreComesToItsIntegralAsTheStepsGrow() {
    // a ∫ (2a + b) t dt = a² + ab/2 and b ∫ a t dt = ab/2, at a = 1, b = 4
    assertThat(parts(Shape.QUADRATIC, 2, 1, 4, 0))
        .containsExactly(new float[] {3, 2, 0}, within(1e-5f));
    assertThat(parts(Shape.QUADRATIC, 32, 1, 4, 9))
        .containsExactly(new float[] {3, 2, 0}, within(1e-4f));
  }

  /** The definition, by central differences at the middles of 64 parts of the line. */
  @Test
  void aNetworksPartsAreItsIntegratedGradients() {
    Architecture shape =
        new Architecture(
            3, List.of(new Dense(8, Activation.TANH, true), new Dense(1, Activation.LINEAR, true)));
    float[] parameters = shape.initialise(Seeds.stream(3, "path", 0, -1));
    RowFunction network = new NetworkFunction(shape, parameters, Engine.NATIVE);
    float[] baseline = {0.2f, -0.1f, 0.4f};
    float[] row = {1.5f, -2, 0.7f};
    float[] parts = new PathAttribution(network, baseline, THREE, 32).applyTo(Block.of(3, row));
    for (int column = 0; column < 3; column++) {
      double gradient = 0;
      for (int part = 0; part < 64; part++) {
        float[] points = new float[6];
        for (int place = 0; place < 6; place++) {
          double way = (part + 0.5) / 64 * (row[place % 3] - baseline[place % 3]);
          double nudge = place % 3 != column ? 0 : place < 3 ? 0.01 : -0.01;
          points[place] = (float) (baseline[place % 3] + way + nudge);
        }
        float[] scores = network.applyTo(Block.of(3, points));
        gradient += ((double) scores[0] - scores[1]) / (points[column] - points[3 + column]) / 64;
      }
      assertThat((double) parts[column])
          .isCloseTo((row[column] - baseline[column]) * gradient, within(1e-3));
    }
  }

  @Test
  void aJumpIsBookedToTheColumnThatMadeIt() {
    assertThat(parts(Shape.STEPS, 32, 1, 1, 1)).containsExactly(1, 0, 4);
    assertThat(parts(Shape.STEPS, 32, 0.2f, 5, 1)).containsExactly(0, 0, 4);
  }

  @Test
  void columnsThatPlayTheSamePartGetTheSameShareUpToTheSteps() {
    float[] coarse = parts(Shape.KINK, 2, 1, 1, 0);
    float[] fine = parts(Shape.KINK, 64, 1, 1, 0);
    assertThat(fine).containsExactly(new float[] {0.5f, 0.5f, 0}, within(0.02f));
    assertThat(Math.abs(fine[0] - fine[1])).isLessThanOrEqualTo(Math.abs(coarse[0] - coarse[1]));
  }

  @Test
  void thePartsSumToTheChangeOfTheScoreForEveryShapeAndRow() {
    SplittableRandom random = Seeds.stream(1, "path", 0, -1);
    for (Shape shape : Shape.values()) {
      for (int turn = 0; turn < 50; turn++) {
        float[] row = new float[3];
        for (int feature = 0; feature < 3; feature++) {
          row[feature] = (float) (4 * random.nextDouble() - 2);
        }
        float[] parts = parts(shape, 8, row);
        double change = new Score(shape).of(row[0], row[1], row[2]) - new Score(shape).of(0, 0, 0);
        assertThat((double) parts[0] + parts[1] + parts[2]).isCloseTo(change, within(1e-5));
      }
    }
  }

  @Test
  void theFeaturesOfAColumnMoveTogether() {
    SourceColumns two = new SourceColumns(List.of("ab", "c"), new int[] {0, 0, 1});
    float[] parts =
        new PathAttribution(new Score(Shape.QUADRATIC), new float[3], two, 4)
            .applyTo(Block.of(3, new float[] {1, 4, 2}));
    assertThat(parts).containsExactly(new float[] {5, 0}, within(1e-5f));
  }

  @Test
  void aRowLikeTheBaselineHasNothingToShareOut() {
    assertThat(parts(Shape.LINEAR, 4, 0, 0, 0)).containsOnly(0);
  }

  @Test
  void aRowsPartsDoNotDependOnTheRowsAroundIt() {
    SplittableRandom random = Seeds.stream(2, "path", 0, -1);
    float[] rows = new float[3 * 300];
    for (int place = 0; place < rows.length; place++) {
      rows[place] = (float) random.nextDouble();
    }
    float[] together = parts(Shape.QUADRATIC, 32, rows);
    for (int row = 0; row < 300; row += 13) {
      assertThat(parts(Shape.QUADRATIC, 32, Arrays.copyOfRange(rows, 3 * row, 3 * row + 3)))
          .containsExactly(together[3 * row], together[3 * row + 1], together[3 * row + 2]);
    }
  }

  @Test
  void travels() {
    PathAttribution path = new PathAttribution(new Score(Shape.KINK), new float[3], THREE, 4);
    Block rows = Block.of(3, new float[] {1, 2, 3});
    assertThat(WireCopy.of(path).applyTo(rows)).isEqualTo(path.applyTo(rows));
  }

  @Test
  void refusesAnOddNumberOfStepsAndABaselineOfAnotherWidth() {
    assertThatThrownBy(() -> parts(Shape.LINEAR, 3, 0, 0, 0))
        .hasMessage("steps must be even and at least 2, not 3");
    assertThatThrownBy(() -> new PathAttribution(new Score(Shape.LINEAR), new float[2], THREE, 4))
        .hasMessage(
            "a score of 3 features needs as many in its baseline and its columns, not 2 and 3");
  }
}
