package io.cordon.detector.svm;

import static io.cordon.detector.svm.OneClassSvmTest.fit;
import static io.cordon.detector.svm.OneClassSvmTest.rbf;
import static io.cordon.detector.svm.OneClassSvmTest.scores;
import static io.cordon.detector.svm.OneClassSvmTest.svm;
import static io.cordon.detector.svm.OneClassSvmTest.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cordon.detector.Fitted;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The one-class SVM against that of scikit-learn, whose figures stand here. */
class ScikitLearnTest {
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
}
