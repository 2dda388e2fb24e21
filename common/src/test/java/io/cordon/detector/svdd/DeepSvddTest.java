package io.cordon.detector.svdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cordon.detector.Detector;
import io.cordon.detector.DetectorContractTest;
import io.cordon.detector.Fitted;
import io.cordon.detector.ImageShape;
import io.cordon.detector.PlantedAnomalies;
import io.cordon.layer.Activation;
import io.cordon.layer.Architecture;
import io.cordon.layer.Dense;
import io.cordon.metric.RankingMetrics;
import io.cordon.network.Engine;
import io.cordon.network.NetworkFunction;
import io.cordon.random.Seeds;
import io.cordon.rows.Block;
import io.cordon.rows.LocalRows;
import io.cordon.rows.RowFunction;
import io.cordon.rows.WireCopy;
import io.cordon.training.Journal;
import io.cordon.training.RoundState;
import io.cordon.training.Training;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DeepSvddTest {

  // The anomalies lie far from the mean of all rows, and so do their codes under any weights: the
  // control ranks them almost perfectly, and training can but keep that. What training adds shows
  // in trainingTeachesTheNetworkToOverlookWhatNormalRowsVaryIn.
  private static final double KEPT = -0.02;

  static DeepSvdd svdd(DeepSvdd.Objective objective, boolean preTraining) {
    return svdd(objective, preTraining, 0.05);
  }

  private static DeepSvdd svdd(DeepSvdd.Objective objective, boolean preTraining, double nu) {
    return new DeepSvdd(
        new DeepSvdd.Settings(
            objective,
            List.of(16),
            4,
            Activation.LEAKY_RELU,
            OptionalDouble.of(nu),
            5,
            preTraining),
        Engine.NATIVE);
  }

  @Nested
  class OneClass extends DetectorContractTest {
    @Override
    protected Detector detector() {
      return svdd(DeepSvdd.Objective.ONE_CLASS, false);
    }

    @Override
    protected double floor() {
      return 0.97;
    }

    @Override
    protected double margin() {
      return KEPT;
    }
  }

  @Nested
  class SoftBoundaryAfterPreTraining extends DetectorContractTest {
    @Override
    protected Detector detector() {
      // At ν = contamination the boundary would be drawn in by the anomalies alone.
      return svdd(DeepSvdd.Objective.SOFT_BOUNDARY, true, 0.5);
    }

    @Override
    protected double floor() {
      return 0.97;
    }

    @Override
    protected double margin() {
      return KEPT;
    }
  }

  /** The convolutional network, after pre-training with a dense decoder. */
  @Nested
  class OfImages extends DetectorContractTest {
    @Override
    protected Detector detector() {
      return new DeepSvdd(
          new DeepSvdd.Settings(
              DeepSvdd.Objective.ONE_CLASS,
              new ImageShape(2, 4, 1),
              List.of(8, 8),
              List.of(16),
              4,
              Activation.LEAKY_RELU,
              OptionalDouble.empty(),
              5,
              true),
          Engine.NATIVE);
    }

    @Override
    protected double floor() {
      return 0.9;
    }

    @Override
    protected double margin() {
      return -0.1;
    }
  }

  private static final float[] PLANTED = PlantedAnomalies.of(570, 30, 1).values();

  private static LocalRows planted() {
    return LocalRows.of(PlantedAnomalies.WIDTH, PLANTED, 3);
  }

  private static float[] scores(DeepSvdd svdd) {
    RowFunction score = svdd.score(svdd.fit(planted(), DetectorContractTest.training(1)));
    return score.applyTo(Block.of(PlantedAnomalies.WIDTH, PLANTED));
  }

  @Test
  void theOneClassScoreIsNeverNegative() {
    for (float score : scores(svdd(DeepSvdd.Objective.ONE_CLASS, true))) {
      assertThat(score).isNotNegative();
    }
  }

  @Test
  void atMostTheShareNuOfTheTrainingRowsLiesOutsideTheSoftBoundary() {
    int outside = 0;
    int onOrOutside = 0;
    for (float score : scores(svdd(DeepSvdd.Objective.SOFT_BOUNDARY, false))) {
      outside += score > 0 ? 1 : 0;
      onOrOutside += score >= 0 ? 1 : 0;
    }
    assertThat(outside).isLessThanOrEqualTo(30); // ν = 0.05 of 600 rows
    assertThat(onOrOutside).isGreaterThan(30);
  }

  @Test
  void theRadiusStaysZeroWhileTheNetworkWarmsUp() {
    List<Double> radii = new ArrayList<>();
    Training training =
        new Training(
            DetectorContractTest.training(1).settings(),
            Journal.NONE,
            (phase, state, rounds) -> radii.add(state.numbers()[0]));
    svdd(DeepSvdd.Objective.SOFT_BOUNDARY, false).fit(planted(), training);
    assertThat(radii.subList(0, 4)).containsOnly(0.0);
    assertThat(radii.subList(4, 20)).allMatch(radius -> radius > 0);
  }

  @Test
  void theCentreIsTheMeanOfTheFirstCodesKeptAwayFromZero() {
    // Without a round φ is the first network: its mean over the rows, or 0.1 with the mean's sign.
    DeepSvdd svdd = svdd(DeepSvdd.Objective.ONE_CLASS, false);
    float[] rows = Arrays.copyOf(PLANTED, 4 * PlantedAnomalies.WIDTH);
    for (float scale : new float[] {1, 1e-3f, 0}) {
      float[] scaled = rows.clone();
      for (int place = 0; place < scaled.length; place++) {
        scaled[place] *= scale;
      }
      Fitted fitted =
          svdd.fit(
              LocalRows.of(PlantedAnomalies.WIDTH, scaled, 1),
              DetectorContractTest.training(1).untrained());
      float[] vector = fitted.vectors().get(DeepSvdd.NAME);
      Architecture encoder =
          new Architecture(
              PlantedAnomalies.WIDTH,
              List.of(
                  new Dense(16, Activation.LEAKY_RELU, false),
                  new Dense(4, Activation.LINEAR, false)));
      float[] codes =
          new NetworkFunction(encoder, vector, Engine.NATIVE)
              .applyTo(Block.of(PlantedAnomalies.WIDTH, scaled));
      for (int column = 0; column < 4; column++) {
        float mean = 0;
        for (int row = 0; row < 4; row++) {
          mean += codes[row * 4 + column] / 4;
        }
        float expected = Math.abs(mean) >= 0.1f ? mean : mean < 0 ? -0.1f : 0.1f;
        assertThat(vector[encoder.parameterCount() + column]).isCloseTo(expected, within(1e-5f));
      }
    }
  }

  @Test
  void aNetworkThatGivesEveryRowTheSameScoreIsToldAsCollapsed() {
    Architecture encoder =
        new Architecture(PlantedAnomalies.WIDTH, List.of(new Dense(2, Activation.LINEAR, false)));
    float[] vector = new float[encoder.parameterCount() + 2];
    float[] centre = {3, 4};
    System.arraycopy(centre, 0, vector, encoder.parameterCount(), 2);
    SphereScore zero = new SphereScore(encoder, vector, 0, Engine.NATIVE);
    assertThat(zero.applyTo(Block.of(PlantedAnomalies.WIDTH, PLANTED))).containsOnly(25);
    assertThat(DeepSvdd.warnings(planted(), zero, centre))
        .singleElement()
        .asString()
        .startsWith("deep-svdd: the network collapsed to one point");
    vector[0] = 1;
    assertThat(DeepSvdd.warnings(planted(), zero, centre)).isEmpty();
  }

  @Test
  void preTrainingIsAPhaseOfItsOwnThatTheNetworkStartsFrom() {
    List<String> phases = new ArrayList<>();
    List<RoundState> states = new ArrayList<>();
    Training training =
        new Training(
            DetectorContractTest.training(1).settings(),
            Journal.NONE,
            (phase, state, rounds) -> {
              phases.add(phase);
              states.add(state);
            });
    svdd(DeepSvdd.Objective.ONE_CLASS, true).fit(planted(), training);
    assertThat(phases.subList(0, 20)).containsOnly("deep-svdd-pre-training");
    assertThat(phases.subList(20, 40)).containsOnly("deep-svdd");
    assertThat(states.get(19).loss()).isLessThan(states.get(0).loss() / 2);
    assertThat(states.get(39).loss()).isLessThan(states.get(20).loss() / 2);
  }

  @Test
  void trainingTeachesTheNetworkToOverlookWhatNormalRowsVaryIn() {
    // Column 0 is spread over [0, 4] in all rows; normal rows are alike in the others.
    SplittableRandom random = Seeds.stream(6, "spread", 0, -1);
    float[] values = new float[600 * 4];
    boolean[] labels = new boolean[600];
    for (int row = 0; row < 600; row++) {
      labels[row] = row >= 570;
      values[row * 4] = (float) (4 * random.nextDouble());
      double spread = labels[row] ? 0.6 : 0.04;
      for (int column = 1; column < 4; column++) {
        values[row * 4 + column] = (float) (0.5 + spread * (random.nextDouble() - 0.5));
      }
    }
    for (boolean preTraining : new boolean[] {false, true}) {
      DeepSvdd svdd = svdd(DeepSvdd.Objective.ONE_CLASS, preTraining);
      Training training = DetectorContractTest.training(1);
      LocalRows rows = LocalRows.of(4, values, 2);
      double control = auroc(svdd, svdd.fit(rows, training.untrained()), values, labels);
      double trained = auroc(svdd, svdd.fit(rows, training), values, labels);
      assertThat(control).isLessThan(0.7);
      assertThat(trained).isGreaterThan(0.9);
    }
  }

  private static double auroc(DeepSvdd svdd, Fitted fitted, float[] values, boolean[] labels) {
    float[] scores = svdd.score(fitted).applyTo(Block.of(fitted.width(), values));
    return RankingMetrics.of(scores, labels).auroc().value().orElseThrow();
  }

  @Test
  void theScoreTravels() {
    DeepSvdd svdd = svdd(DeepSvdd.Objective.SOFT_BOUNDARY, false);
    RowFunction score = svdd.score(svdd.fit(planted(), DetectorContractTest.training(1)));
    Block block = Block.of(PlantedAnomalies.WIDTH, PLANTED);
    assertThat(((RowFunction) WireCopy.of(score)).applyTo(block)).isEqualTo(score.applyTo(block));
  }
}
