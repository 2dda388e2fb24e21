package io.cordon.detector.duad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cordon.cluster.ClusterSpread;
import io.cordon.cluster.Covariance;
import io.cordon.detector.Detector;
import io.cordon.detector.DetectorContractTest;
import io.cordon.detector.Fitted;
import io.cordon.detector.PlantedAnomalies;
import io.cordon.detector.autoencoder.Autoencoder;
import io.cordon.detector.autoencoder.SmallAutoencoder;
import io.cordon.detector.duad.ClusterSelection.Rule;
import io.cordon.layer.Activation;
import io.cordon.network.Engine;
import io.cordon.rows.Block;
import io.cordon.rows.LocalRows;
import io.cordon.rows.RowFunction;
import io.cordon.training.Journal;
import io.cordon.training.Progress;
import io.cordon.training.RoundState;
import io.cordon.training.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DuadTest {
  private static final int WIDTH = PlantedAnomalies.WIDTH;

  static Duad duad(Duad.Initial initial, Duad.Choice selection, double initialShare, double share) {
    return duad(initial, selection, initialShare, share, Autoencoder.Score.SQUARED_ERROR, false);
  }

  private static Duad duad(
      Duad.Initial initial,
      Duad.Choice selection,
      double initialShare,
      double share,
      Autoencoder.Score score,
      boolean unitLength) {
    return new Duad(
        new Duad.Settings(
            initial,
            selection,
            initialShare,
            share,
            5,
            0.001,
            unitLength,
            score,
            new ClusterSelection(6, Covariance.FULL, 0.02, selection.rule())),
        SmallAutoencoder.of(Activation.TANH, Autoencoder.Score.SQUARED_ERROR),
        Engine.NATIVE);
  }

  private static LocalRows planted() {
    return LocalRows.of(WIDTH, PlantedAnomalies.of(570, 30, 1).values(), 3);
  }

  @Nested
  class ByClusters extends DetectorContractTest {
    @Override
    protected Detector detector() {
      return duad(Duad.Initial.GMM, Duad.Choice.CLUSTERS, 0.2, 0.1);
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

  @Nested
  class ByScores extends DetectorContractTest {
    @Override
    protected Detector detector() {
      return duad(Duad.Initial.ALL, Duad.Choice.SCORES, 0, 0.2);
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

  @ParameterizedTest
  @EnumSource(Duad.Initial.class)
  void everyStartTrainsOnSomeOfTheRows(Duad.Initial initial) {
    Duad duad = duad(initial, Duad.Choice.CLUSTERS_BY_ROWS, 0.3, 0.2);
    Fitted fitted = duad.fit(planted(), DetectorContractTest.training(1));
    assertThat(fitted.constants().get("selected")).isBetween(0.2, 1.0);
  }

  @Test
  void withNothingToDropItIsTheAutoencoder() {
    Training training = DetectorContractTest.training(4);
    float[] plain =
        SmallAutoencoder.of(Activation.TANH, Autoencoder.Score.SQUARED_ERROR)
            .fit(planted(), rounds(training, 10))
            .vectors()
            .get(Autoencoder.NAME);
    Fitted fitted =
        duad(Duad.Initial.GMM, Duad.Choice.CLUSTERS, 0, 0).fit(planted(), rounds(training, 10));
    assertThat(fitted.vectors().get(Duad.NAME)).isEqualTo(plain);
    assertThat(fitted.constants().get("selected")).isEqualTo(1);
  }

  @Test
  void theLoopEndsWhenTheSelectionStaysAndNeverBeforeATurnWasTrained() {
    List<RoundState> states = new ArrayList<>();
    Progress progress = (phase, state, rounds) -> states.add(state);
    Training training = DetectorContractTest.training(1);
    duad(Duad.Initial.ALL, Duad.Choice.CLUSTERS, 0, 0)
        .fit(planted(), new Training(rounds(training, 50).settings(), Journal.NONE, progress));
    assertThat(states).hasSize(2); // the same selection twice running, of ten turns
    assertThat(states.get(0).finished()).isFalse();
    assertThat(states.get(1).finished()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Duad.Choice.class)
  void aKilledRunGoesOnToTheSameBits(Duad.Choice choice) {
    Duad duad = duad(Duad.Initial.GMM, choice, 0.2, 0.1);
    Training training = DetectorContractTest.training(2);
    Fitted whole = duad.fit(planted(), training);
    for (int kill = 1; kill <= 2; kill++) {
      KeptState kept = new KeptState(kill);
      duad.fit(planted(), new Training(training.settings(), kept, Progress.NONE));
      KeptState again = new KeptState(0);
      again.state = kept.state;
      Fitted resumed = duad.fit(planted(), new Training(training.settings(), again, Progress.NONE));
      assertThat(resumed.vectors().get(Duad.NAME)).isEqualTo(whole.vectors().get(Duad.NAME));
      assertThat(resumed.constants()).isEqualTo(whole.constants());
    }
  }

  /** Keeps the state after one round and nothing later, as if the run had been killed there. */
  private static final class KeptState implements Journal {
    private final int after;
    private Optional<RoundState> state = Optional.empty();

    KeptState(int after) {
      this.after = after;
    }

    @Override
    public Optional<RoundState> resume(String phase) {
      return state;
    }

    @Override
    public void record(String phase, RoundState reached, int rounds) {
      if (reached.round() == after) {
        state = Optional.of(reached);
      }
    }
  }

  @Test
  void theAngleLiesBetweenZeroAndPiAndDoesNotSeeTheLengthOfAUnitRow() {
    Duad angle =
        duad(Duad.Initial.GMM, Duad.Choice.CLUSTERS, 0.2, 0.1, Autoencoder.Score.ANGLE, true);
    RowFunction score = angle.score(angle.fit(planted(), DetectorContractTest.training(1)));
    float[] values = PlantedAnomalies.of(20, 20, 9).values();
    float[] tenfold = values.clone();
    for (int place = 0; place < tenfold.length; place++) {
      tenfold[place] *= 10;
    }
    float[] scores = score.applyTo(Block.of(WIDTH, values));
    float[] ofTenfold = score.applyTo(Block.of(WIDTH, tenfold));
    for (int row = 0; row < scores.length; row++) {
      assertThat(scores[row]).isBetween(0f, (float) Math.PI);
      assertThat(ofTenfold[row]).isCloseTo(scores[row], within(1e-4f));
    }
  }

  @Test
  void codeAndAngleHaveLengthOneAndTheirOrder() {
    RowFunction code = new UnitLength(2); // any function will do
    RowFunction angle =
        SmallAutoencoder.of(Activation.TANH, Autoencoder.Score.ANGLE)
            .score(
                SmallAutoencoder.of(Activation.TANH, Autoencoder.Score.ANGLE)
                    .fit(
                        LocalRows.of(2, new float[] {3, 4}, 1),
                        DetectorContractTest.training(1).untrained()));
    float[] row = {3, 4};
    float theta = angle.applyTo(Block.of(2, row))[0];
    float length = (float) Math.sqrt(1 + theta * theta);
    assertThat(new CodeAndAngle(code, angle).applyTo(Block.of(2, row)))
        .containsExactly(new float[] {0.6f / length, 0.8f / length, theta / length}, within(1e-6f));
  }

  @Nested
  class ChoiceOfClusters {
    // Five clusters of one feature: rows 100, 3, 50, 40, 0 with variances 4, 0, 1, 2, 0.
    private final ClusterSpread spread =
        new ClusterSpread(
            1, new long[] {100, 3, 50, 40, 0}, new double[5], new double[] {400, 0, 50, 80, 0});

    private boolean[] kept(double least, Rule rule, double p) {
      return new ClusterSelection(5, Covariance.FULL, least, rule).kept(spread, p);
    }

    @Test
    void theFormulaKeepsAShareOfTheClustersWithoutTheEmptyOnes() {
      assertThat(kept(0, Rule.SHARE_OF_CLUSTERS, 0.25))
          .containsExactly(false, true, true, true, false);
      assertThat(kept(0, Rule.SHARE_OF_CLUSTERS, 0.5))
          .containsExactly(false, true, true, false, false);
      assertThat(kept(0, Rule.SHARE_OF_CLUSTERS, 0.99))
          .containsExactly(false, true, false, false, false);
    }

    @Test
    void clustersThatAreTooSmallAreNeitherKeptNorCounted() {
      assertThat(kept(0.05, Rule.SHARE_OF_CLUSTERS, 0.34))
          .containsExactly(false, false, true, false, false);
      assertThat(kept(0.05, Rule.SHARE_OF_CLUSTERS, 0.33))
          .containsExactly(false, false, true, true, false);
    }

    @Test
    void byRowsClustersAreAddedUntilTheShareIsReached() {
      // 193 rows: 3 + 50 are 27 %, with 40 more 48 %.
      assertThat(kept(0, Rule.SHARE_OF_ROWS, 0.72)).containsExactly(false, true, true, true, false);
      assertThat(kept(0, Rule.SHARE_OF_ROWS, 0.73))
          .containsExactly(false, true, true, false, false);
    }

    @Test
    void byDensityALargeLooseClusterComesBeforeASmallTightOne() {
      // Variances a row: 4/100, 0, 1/50, 2/40. 3 + 50 rows are 27 % of 193, with 100 more 79 %.
      assertThat(kept(0, Rule.DENSEST, 0.73)).containsExactly(false, true, true, false, false);
      assertThat(kept(0, Rule.DENSEST, 0.5)).containsExactly(true, true, true, false, false);
    }

    @ParameterizedTest
    @CsvSource({
      "0, SHARE_OF_ROWS", "0, SHARE_OF_CLUSTERS", "0, DENSEST",
      "0.9, SHARE_OF_ROWS", "0.9, SHARE_OF_CLUSTERS", "0.9, DENSEST"
    })
    void nothingToDropKeepsAllAndMoreToDropNeverKeepsMore(double least, Rule rule) {
      assertThat(kept(least, rule, 0)).containsOnly(true);
      int before = 5;
      for (double p = 0; p < 1; p += 0.01) {
        int now = 0;
        for (boolean one : kept(least, rule, p)) {
          now += one ? 1 : 0;
        }
        assertThat(now).isBetween(1, before);
        before = now;
      }
    }
  }

  private static Training rounds(Training training, int rounds) {
    var s = training.settings();
    return new Training(
        new io.cordon.training.TrainingSettings(
            s.seed(),
            rounds,
            true,
            s.epochs(),
            s.batch(),
            s.optimiser(),
            s.penalty(),
            s.contamination(),
            s.engine()),
        Journal.NONE,
        Progress.NONE);
  }
}
