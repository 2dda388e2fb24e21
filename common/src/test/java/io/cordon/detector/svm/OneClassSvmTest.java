package io.cordon.detector.svm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cordon.detector.Detector;
import io.cordon.detector.DetectorContractTest;
import io.cordon.detector.Fitted;
import io.cordon.random.Seeds;
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
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OneClassSvmTest {

  static OneClassSvm svm(OneClassSvm.Kernel kernel, double nu, double tolerance) {
    return new OneClassSvm(
        new OneClassSvm.Settings(
            kernel, OneClassSvm.Gamma.SCALE, 0, 400, OptionalDouble.of(nu), 500, tolerance));
  }

  private static OneClassSvm rbf(double gamma, int features, double nu, double tolerance) {
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

    @Override
    protected boolean isSeeded() {
      return false; // a convex problem without a random draw
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
  private static float[] table() {
    float[] values = new float[60 * 4];
    for (int i = 0; i < 60; i++) {
      for (int j = 0; j < 4; j++) {
        values[i * 4 + j] = (float) ((i * 37 + j * 101 + i * i * (j + 1) * 13) % 97 / 97.0);
      }
    }
    return values;
  }

  private static Fitted fit(OneClassSvm svm, int width, float[] values, int shards) {
    return svm.fit(LocalRows.of(width, values, shards), DetectorContractTest.training(1));
  }

  private static float[] scores(OneClassSvm svm, Fitted fitted, float[] values) {
    return svm.score(fitted).applyTo(Block.of(fitted.width(), values));
  }

  private static double squaredNorm(float[] w) {
    return HullPoint.product(w, 0, w, 0, w.length);
  }

  @Test
  void theLinearMachineIsThatOfScikitLearn() {
    // scikit-learn 1.9.1, OneClassSVM(kernel="linear", nu=0.21, tol=1e-12) on the same table; w and
    // rho divided by nu N, by which its dual is scaled.
    Fitted fitted = fit(svm(OneClassSvm.Kernel.LINEAR, 0.21, 1e-8), 4, table(), 3);
    assertThat(fitted.warnings()).isEmpty();
    float[] w = fitted.vectors().get(OneClassSvm.NAME);
    double[] expected = {0.3091468, 0.3746070, 0.2893410, 0.3206182};
    for (int column = 0; column < 4; column++) {
      assertThat(w[column]).as("w[%d]", column).isCloseTo((float) expected[column], within(2e-5f));
    }
    assertThat(fitted.constants().get("rho")).isCloseTo(0.4966236, within(2e-5));
  }

  @Test
  void theApproximatedKernelRanksAsTheExactOneOfScikitLearn() {
    // scikit-learn 1.9.1, OneClassSVM(kernel="rbf", gamma=2.0, nu=0.21, tol=1e-12) on the same
    // table: minus the decision function, divided by nu N.
    double[] exact = {
      0.05615, 0.0, -0.00594, -0.0102, 0.02347, -0.02654, 0.01963, -0.01278, -0.03657, 0.0,
      -0.03771, -0.01467, -0.00936, -0.01186, -0.02085, -0.00319, -0.03872, -0.01493, -0.04907,
          -0.02008,
      -0.0289, -0.06479, 0.00619, -0.10487, -0.00697, 0.0, -0.03734, -0.01192, 0.0365, -0.00216,
      0.00409, -0.04791, -0.00522, -0.12232, 0.01031, -0.00594, -0.02446, -0.00193, -0.01166,
          -0.08919,
      0.0, 0.00206, -0.03183, 0.01928, -0.04321, 0.0, 0.0, 0.04334, -0.01035, -0.023,
      -0.04974, 0.0, -0.03667, -0.01602, -0.01774, -0.04141, -0.00862, -0.03671, 0.0, -0.01415
    };
    OneClassSvm svm = rbf(2, 4000, 0.21, 1e-6);
    float[] scores = scores(svm, fit(svm, 4, table(), 2), table());
    assertThat(spearman(scores, exact)).isGreaterThan(0.95);
  }

  private static double spearman(float[] left, double[] right) {
    double[] leftRanks = ranks(i -> left[i], left.length);
    double[] rightRanks = ranks(i -> right[i], right.length);
    double squares = 0;
    for (int row = 0; row < left.length; row++) {
      squares += Math.pow(leftRanks[row] - rightRanks[row], 2);
    }
    return 1 - 6 * squares / (left.length * (Math.pow(left.length, 2) - 1));
  }

  private static double[] ranks(java.util.function.IntToDoubleFunction value, int count) {
    Integer[] order = new Integer[count];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(value.applyAsDouble(a), value.applyAsDouble(b)));
    double[] ranks = new double[count];
    for (int rank = 0; rank < count; rank++) {
      ranks[order[rank]] = rank;
    }
    return ranks;
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
  void wavesAreCosinesAndSinesHoweverManyTurnsTheyTake() {
    float[] turns = {0, 0.25f, 0.5f, -0.5f, 0.125f, -0.3f, 7.75f, -1000.375f, 1e6f, 1e30f, -1e38f};
    float[] cosines = new float[turns.length];
    float[] sines = new float[turns.length];
    RandomFourier.wave(turns, 0, 1, cosines);
    RandomFourier.wave(turns, 0.25f, 1, sines);
    for (int place = 0; place < 9; place++) {
      double angle = 2 * Math.PI * turns[place];
      assertThat(cosines[place]).isCloseTo((float) Math.cos(angle), within(1e-6f));
      assertThat(sines[place]).isCloseTo((float) Math.sin(angle), within(1e-6f));
    }
    for (int place = 9; place < turns.length; place++) { // which part of a turn is lost
      assertThat(cosines[place]).isBetween(-1.000001f, 1.000001f);
      assertThat(sines[place]).isBetween(-1.000001f, 1.000001f);
    }
  }

  @Test
  void featuresHaveNormOneAndInnerProductsNearTheKernel() {
    SplittableRandom random = Seeds.stream(3, "pairs", 0, -1);
    float[] pairs = new float[2 * 50 * 3];
    for (int place = 0; place < pairs.length; place++) {
      pairs[place] = (float) random.nextDouble();
    }
    RandomFourier map = new RandomFourier(3, 2000, 1.5, 11);
    float[] features = map.applyTo(Block.of(3, pairs));
    int width = map.outputs();
    for (int pair = 0; pair < 50; pair++) {
      double distance = 0;
      for (int column = 0; column < 3; column++) {
        distance += Math.pow(pairs[pair * 6 + column] - pairs[pair * 6 + 3 + column], 2);
      }
      int left = 2 * pair * width;
      assertThat(HullPoint.product(features, left, features, left, width))
          .isCloseTo(1, within(1e-5));
      // the error's standard deviation is at most 1/√(2 · 2000) = 0.016
      assertThat(HullPoint.product(features, left, features, left + width, width))
          .isCloseTo(Math.exp(-1.5 * distance), within(0.08));
    }
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
  void theNearestPointOfATriangleLiesOnTheEdgeThatFacesTheOrigin() {
    // (1, 1), (1, -1), (3, 0): the nearest point is (1, 0).
    double[][] products = {{2, 0, 3}, {0, 2, 3}, {3, 3, 9}};
    double[] weights = {0.5, 0.5, 0};
    NearestPoint.include(products, weights);
    assertThat(weights).containsExactly(new double[] {0.5, 0.5, 0}, within(1e-9));
    double[] other = {0.2, 0.8, 0};
    NearestPoint.include(new double[][] {{9, 3, 3}, {3, 2, 0}, {3, 0, 2}}, other);
    assertThat(other).containsExactly(new double[] {0, 0.5, 0.5}, within(1e-9));
  }

  @Test
  void theScoreTravelsAndDrawsTheSameFrequenciesAgain() {
    OneClassSvm svm = svm(OneClassSvm.Kernel.RBF, 0.5, 1e-3);
    RowFunction score = svm.score(fit(svm, 4, table(), 1));
    assertThat(((RowFunction) WireCopy.of(score)).applyTo(Block.of(4, table())))
        .isEqualTo(score.applyTo(Block.of(4, table())));
  }
}
