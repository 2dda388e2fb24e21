package io.cordon.detector.svm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cordon.detector.Detector;
import io.cordon.detector.DetectorContractTest;
import io.cordon.detector.Fitted;
import io.cordon.rows.Block;
import io.cordon.rows.LocalRows;
import io.cordon.rows.RowFunction;
import io.cordon.rows.WireCopy;
import io.cordon.training.Journal;
import io.cordon.training.Progress;
import io.cordon.training.RoundState;
import io.cordon.training.Training;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OneClassSvmTest {
  static OneClassSvm svm(OneClassSvm.Kernel kernel, double nu, double tolerance) {
    return new OneClassSvm(
        new OneClassSvm.Settings(
            kernel, OneClassSvm.Gamma.SCALE, 0, 400, OptionalDouble.of(nu), 500, tolerance));
  }

  static OneClassSvm rbf(double gamma, int features, double nu, double tolerance) {
    return new OneClassSvm(
        new OneClassSvm.Settings(
            OneClassSvm.Kernel.RBF,
            OneClassSvm.Gamma.FIXED,
            gamma,
            features,
            OptionalDouble.of(nu),
            500,
            tolerance));
  }

  @Nested
  class Linear extends DetectorContractTest {
    @Override
    protected Detector detector() {
      return svm(OneClassSvm.Kernel.LINEAR, 0.05, 1e-4);
    }

    @Override
    protected double floor() {
      return 0.97;
    }

    @Override
    protected double margin() {
      return 0.45; // the control's w = 0 ties all rows
    }
  }

  @Nested
  class Rbf extends DetectorContractTest {
    @Override
    protected Detector detector() {
      return svm(OneClassSvm.Kernel.RBF, 0.5, 1e-4);
    }

    @Override
    protected double floor() {
      return 0.97;
    }

    @Override
    protected double margin() {
      return 0.45; // the control's w = 0 ties all rows
    }
  }

  /** 60 rows of 4 features that any language makes alike. */
  static float[] table() {
    float[] values = new float[60 * 4];
    for (int i = 0; i < 60; i++) {
      for (int j = 0; j < 4; j++) {
        values[i * 4 + j] = (float) ((i * 37 + j * 101 + i * i * (j + 1) * 13) % 97 / 97.0);
      }
    }
    return values;
  }

  static Fitted fit(OneClassSvm svm, int width, float[] values, int shards) {
    return svm.fit(LocalRows.of(width, values, shards), DetectorContractTest.training(1));
  }

  static float[] scores(OneClassSvm svm, Fitted fitted, float[] values) {
    return svm.score(fitted).applyTo(Block.of(fitted.width(), values));
  }

  private static double squaredNorm(float[] w) {
    return HullPoint.product(w, 0, w, 0, w.length);
  }

  @Test
  void theShareOfRowsBelowTheMarginIsAtMostNuAndThatUpToItAtLeastNu() {
    for (double nu : new double[] {0.05, 0.21, 0.5, 1}) {
      OneClassSvm svm = svm(OneClassSvm.Kernel.RBF, nu, 1e-4);
      float[] scores = scores(svm, fit(svm, 4, table(), 2), table());
      int below = 0;
      int upTo = 0;
      for (float score : scores) {
        below += score > 0 ? 1 : 0;
        upTo += score >= 0 ? 1 : 0;
      }
      assertThat((double) below).as("below at nu %s", nu).isLessThanOrEqualTo(nu * 60);
      assertThat((double) upTo).as("up to at nu %s", nu).isGreaterThanOrEqualTo(nu * 60 - 1e-9);
    }
  }

  @Test
  void atTheOptimumTheMeanOfTheTailIsTheSquaredNormSoThatTheObjectiveIsMinusHalfOfIt() {
    float[] w =
        fit(svm(OneClassSvm.Kernel.LINEAR, 0.21, 1e-7), 4, table(), 2)
            .vectors()
            .get(OneClassSvm.NAME);
    TailMean tail = TailMean.of(LocalRows.of(4, table(), 2), w, 0.21);
    double mean = HullPoint.product(w, 0, tail.point(), 0, 4);
    assertThat(mean).isCloseTo(squaredNorm(w), within(1e-6));
  }

  @Test
  void oneShardAndManyGiveTheSameMachineUpToRounding() {
    OneClassSvm svm = svm(OneClassSvm.Kernel.RBF, 0.21, 1e-6);
    float[] one = scores(svm, fit(svm, 4, table(), 1), table());
    float[] many = scores(svm, fit(svm, 4, table(), 7), table());
    for (int row = 0; row < one.length; row++) {
      assertThat(many[row]).isCloseTo(one[row], within(1e-4f)); // scores span 0.2
    }
  }

  @Test
  void scalingTheRowsByAndGammaAgainstChangesNoScore() {
    float[] scaled = table();
    for (int place = 0; place < scaled.length; place++) {
      scaled[place] *= 4;
    }
    OneClassSvm plain = rbf(2, 200, 0.3, 1e-5);
    OneClassSvm against = rbf(2.0 / 16, 200, 0.3, 1e-5);
    float[] expected = scores(plain, fit(plain, 4, table(), 2), table());
    float[] found = scores(against, fit(against, 4, scaled, 2), scaled);
    for (int row = 0; row < expected.length; row++) {
      assertThat(found[row]).isCloseTo(expected[row], within(2e-4f));
    }
  }

  @Test
  void rowsThatAllStandTwiceGiveTheSameMachine() {
    float[] twice = Arrays.copyOf(table(), 2 * table().length);
    System.arraycopy(table(), 0, twice, table().length, table().length);
    OneClassSvm svm = svm(OneClassSvm.Kernel.LINEAR, 0.21, 1e-8);
    float[] once = fit(svm, 4, table(), 1).vectors().get(OneClassSvm.NAME);
    float[] doubled = fit(svm, 4, twice, 1).vectors().get(OneClassSvm.NAME);
    for (int column = 0; column < once.length; column++) {
      assertThat(doubled[column]).isCloseTo(once[column], within(1e-6f));
    }
  }

  @Test
  void ofOneRowTheNormalIsTheRowAndTheMarginItsSquaredNorm() {
    float[] row = {3, 4};
    Fitted fitted = fit(svm(OneClassSvm.Kernel.LINEAR, 0.5, 1e-6), 2, row, 1);
    assertThat(fitted.vectors().get(OneClassSvm.NAME)).containsExactly(3, 4);
    assertThat(fitted.constants().get("rho")).isEqualTo(25);
  }

  @Test
  void aSolverThatMustStopEarlySaysHowFarItIsFromTheOptimum() {
    OneClassSvm svm =
        new OneClassSvm(
            new OneClassSvm.Settings(
                OneClassSvm.Kernel.RBF,
                OneClassSvm.Gamma.SCALE,
                0,
                100,
                OptionalDouble.of(0.1),
                2,
                1e-6));
    assertThat(fit(svm, 4, table(), 1).warnings())
        .singleElement()
        .asString()
        .startsWith("oc-svm: the duality gap is ")
        .contains("after 2 rounds, above the tolerance 1.0e-06: raise detector.oc-svm.rounds");
  }

  @Test
  void aLinearMachineOnCentredRowsSaysThatThereIsNoMargin() {
    float[] cross = {1, 0, -1, 0, 0, 1, 0, -1};
    assertThat(fit(svm(OneClassSvm.Kernel.LINEAR, 0.5, 1e-4), 2, cross, 1).warnings())
        .singleElement()
        .asString()
        .startsWith("oc-svm: no plane parts the rows from the origin");
  }

  @Test
  void aRunThatIsResumedAfterThreeRoundsEndsInTheSameBits() {
    OneClassSvm svm = svm(OneClassSvm.Kernel.RBF, 0.1, 1e-5);
    RoundState[] third = new RoundState[1];
    Progress keep = (phase, state, rounds) -> third[0] = state.round() == 3 ? state : third[0];
    Training training = DetectorContractTest.training(1);
    LocalRows rows = LocalRows.of(4, table(), 2);
    Fitted whole = svm.fit(rows, new Training(training.settings(), Journal.NONE, keep));
    Journal journal =
        new Journal() {
          @Override
          public Optional<RoundState> resume(String phase) {
            return Optional.of(third[0]);
          }

          @Override
          public void record(String phase, RoundState state, int rounds) {}
        };
    Fitted resumed = svm.fit(rows, new Training(training.settings(), journal, Progress.NONE));
    assertThat(third[0].finished()).isFalse();
    assertThat(resumed.vectors().get(OneClassSvm.NAME))
        .isEqualTo(whole.vectors().get(OneClassSvm.NAME));
    assertThat(resumed.constants()).isEqualTo(whole.constants());
  }

  @Test
  void theScoreTravelsAndDrawsTheSameFrequenciesAgain() {
    OneClassSvm svm = svm(OneClassSvm.Kernel.RBF, 0.5, 1e-3);
    RowFunction score = svm.score(fit(svm, 4, table(), 1));
    assertThat(((RowFunction) WireCopy.of(score)).applyTo(Block.of(4, table())))
        .isEqualTo(score.applyTo(Block.of(4, table())));
  }
}
