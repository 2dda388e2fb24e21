package io.cordon.detector.plad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cordon.layer.Activation;
import io.cordon.layer.Architecture;
import io.cordon.layer.Dense;
import io.cordon.network.Engine;
import io.cordon.random.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PladObjectiveTest {
  private static final int WIDTH = 3;
  private static final int ROWS = 5;
  private static final double STEP = 5e-3;

  private static Architecture network(int inputs, int outputs) {
    return new Architecture(
        inputs,
        List.of(new Dense(6, Activation.TANH, true), new Dense(outputs, Activation.LINEAR, true)));
  }

  private static PladNetworks networks(boolean variational) {
    return variational
        ? new PladNetworks(network(WIDTH, 1), network(WIDTH, 4), network(2, 2 * WIDTH))
        : new PladNetworks(
            network(WIDTH, 1), new Architecture(WIDTH, List.of()), network(WIDTH, 2 * WIDTH));
  }

  private static PladObjective objective(
      boolean variational, double lambda, double divergenceWeight, boolean symmetric) {
    PladDraws draws = new PladDraws(symmetric, 1, 0);
    return new PladObjective(networks(variational), Engine.NATIVE, lambda, divergenceWeight, draws);
  }

  private static float[] uniform(int length, double size, String name) {
    SplittableRandom random = Seeds.stream(3, name, 0, -1);
    float[] values = new float[length];
    for (int place = 0; place < length; place++) {
      values[place] = (float) (size * (2 * random.nextDouble() - 1));
    }
    return values;
  }

  /** The mean loss at a vector, with the same draws each time. */
  private static double loss(PladObjective objective, float[] vector, float[] gradient) {
    PladObjective.Pass pass = objective.open(ROWS);
    System.arraycopy(uniform(ROWS * WIDTH, 1, "rows"), 0, pass.rows(), 0, ROWS * WIDTH);
    return pass.gradient(vector, ROWS, Seeds.stream(9, "noise", 0, -1), gradient) / ROWS;
  }

  @ParameterizedTest
  @CsvSource({"false, false, 1", "false, true, 0.5", "true, false, 1", "true, true, 0.5"})
  void theGradientOfBothNetworksAgreesWithCentralDifferences(
      boolean variational, boolean symmetric, double touched) {
    PladDraws draws = new PladDraws(symmetric, touched, 1 - touched);
    PladObjective objective =
        new PladObjective(networks(variational), Engine.NATIVE, 0.7, 0.4, draws);
    int parameters = objective.networks().parameterCount();
    float[] vector = uniform(parameters, 0.8, "parameters");
    float[] gradient = new float[parameters];
    loss(objective, vector, gradient);
    float[] unused = new float[parameters];
    for (int place = 0; place < parameters; place++) {
      float[] shifted = vector.clone();
      shifted[place] = (float) (vector[place] + STEP);
      double above = loss(objective, shifted, unused);
      double up = (double) shifted[place] - vector[place];
      shifted[place] = (float) (vector[place] - STEP);
      double below = loss(objective, shifted, unused);
      double down = (double) vector[place] - shifted[place];
      // The losses are good to about 1e-7, the differences to 1e-7 / STEP and terms of STEP².
      assertThat((double) gradient[place])
          .as("parameter %d", place)
          .isCloseTo(
              (above - below) / (up + down), within(3e-4 + 2e-3 * Math.abs(gradient[place])));
    }
  }

  @Test
  void anIdentityUnderAClassifierOfZeroLosesTwiceTheLogarithmOfTwo() {
    PladObjective objective = objective(false, 1e9, 1, false);
    float[] vector = new float[objective.networks().parameterCount()];
    Arrays.fill(vector, vector.length - 2 * WIDTH, vector.length - WIDTH, 1); // α = 1, β = 0
    float[] gradient = new float[vector.length];
    assertThat(loss(objective, vector, gradient)).isCloseTo(2 * Math.log(2), within(1e-6));
    // A stationary point of the classifier: what it learns from rows and perturbed rows cancels.
    for (float slope : gradient) {
      assertThat(slope).isCloseTo(0, within(1e-6f));
    }
  }

  @Test
  void theLossOfOneRowIsTheSumOfTheTermsOfEquationThree() {
    // f(x) = 0.5 x₁ through no hidden layer; α = (2, 1, 1), β = (0, 0, 0.3) whatever the row.
    Architecture linear = new Architecture(WIDTH, List.of(new Dense(1, Activation.LINEAR, true)));
    Architecture changes =
        new Architecture(WIDTH, List.of(new Dense(2 * WIDTH, Activation.LINEAR, true)));
    PladNetworks networks = new PladNetworks(linear, new Architecture(WIDTH, List.of()), changes);
    float[] vector = new float[networks.parameterCount()];
    vector[0] = 0.5f;
    System.arraycopy(
        new float[] {2, 1, 1, 0, 0, 0.3f}, 0, vector, vector.length - 2 * WIDTH, 2 * WIDTH);
    PladObjective.Pass pass =
        new PladObjective(networks, Engine.NATIVE, 0.1, 1, PladDraws.NONE).open(1);
    pass.rows()[0] = 4;
    double loss =
        pass.gradient(vector, 1, Seeds.stream(1, "none", 0, -1), new float[vector.length]);
    // f(x) = 2, f(x̃) = 4: log(1 + e²) + log(1 + e⁻⁴) + 0.1 (1 + 0.09)
    assertThat(loss).isCloseTo(2.126928011 + 0.018149928 + 0.109, within(1e-6));
    assertThat(pass.perturbed()).containsExactly(8, 0, 0.3f);
  }

  @Test
  void featuresInAnotherOrderWithTheirWeightsLoseTheSame() {
    PladNetworks networks = networks(false);
    float[] vector = uniform(networks.parameterCount(), 0.8, "parameters");
    int[] order = {2, 0, 1};
    float[] moved = vector.clone();
    int decoderAt = networks.classifier().parameterCount();
    for (int feature = 0; feature < WIDTH; feature++) {
      for (int unit = 0; unit < 6; unit++) {
        int from = unit * WIDTH + order[feature];
        moved[unit * WIDTH + feature] = vector[from];
        moved[decoderAt + unit * WIDTH + feature] = vector[decoderAt + from];
      }
      int weightsAt = decoderAt + networks.decoder().first(1).parameterCount();
      int biasesAt = weightsAt + 2 * WIDTH * 6;
      for (int part = 0; part < 2 * WIDTH; part += WIDTH) { // α, then β
        System.arraycopy(
            vector,
            weightsAt + (part + order[feature]) * 6,
            moved,
            weightsAt + (part + feature) * 6,
            6);
        moved[biasesAt + part + feature] = vector[biasesAt + part + order[feature]];
      }
    }
    float[] rows = uniform(WIDTH, 1, "rows");
    PladObjective.Pass straight = objective(false, 0.7, 0, false).open(1);
    PladObjective.Pass permuted = objective(false, 0.7, 0, false).open(1);
    for (int feature = 0; feature < WIDTH; feature++) {
      straight.rows()[feature] = rows[feature];
      permuted.rows()[feature] = rows[order[feature]];
    }
    SplittableRandom none = Seeds.stream(1, "none", 0, -1);
    double loss = straight.gradient(vector, 1, none, new float[vector.length]);
    assertThat(permuted.gradient(moved, 1, none, new float[vector.length]))
        .isCloseTo(loss, within(1e-5));
  }

  @Test
  void aSmallerLambdaNeverLosesMoreAtTheSameParameters() {
    float[] vector = uniform(networks(true).parameterCount(), 0.8, "parameters");
    double last = Double.POSITIVE_INFINITY;
    for (double lambda : new double[] {10, 1, 0.1, 0}) {
      double loss = loss(objective(true, lambda, 1, false), vector, new float[vector.length]);
      assertThat(loss).isLessThan(last);
      last = loss;
    }
  }

  @Test
  void withoutVarianceAndDivergenceTheVariationalPerturbatorIsItsDecoderAfterItsMeans() {
    PladObjective variational = objective(true, 0.7, 0, false);
    PladNetworks networks = variational.networks();
    float[] vector = uniform(networks.parameterCount(), 0.8, "parameters");
    int encoderEnd = networks.classifier().parameterCount() + networks.encoder().parameterCount();
    Arrays.fill(vector, encoderEnd - 2, encoderEnd, -60); // log-variances: σ = exp(-10)
    PladObjective.Pass pass = variational.open(ROWS);
    System.arraycopy(uniform(ROWS * WIDTH, 1, "rows"), 0, pass.rows(), 0, ROWS * WIDTH);
    pass.perturb(vector, ROWS, Seeds.stream(9, "noise", 0, -1));

    float[] encoding =
        Arrays.copyOfRange(vector, networks.classifier().parameterCount(), encoderEnd);
    float[] moments =
        Engine.NATIVE
            .open(networks.encoder(), ROWS)
            .forward(encoding, uniform(ROWS * WIDTH, 1, "rows"), ROWS);
    float[] means = new float[2 * ROWS];
    for (int row = 0; row < ROWS; row++) {
      System.arraycopy(moments, 4 * row, means, 2 * row, 2);
    }
    float[] expected =
        Engine.NATIVE
            .open(networks.decoder(), ROWS)
            .forward(Arrays.copyOfRange(vector, encoderEnd, vector.length), means, ROWS);
    for (int place = 0; place < 2 * WIDTH * ROWS; place++) {
      assertThat(pass.changes()[place]).isCloseTo(expected[place], within(2e-3f));
    }
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void perturbationsStartNearTheIdentity(boolean variational) {
    PladObjective objective = objective(variational, 1, 1, true);
    float[] vector = objective.networks().initialise(Seeds.stream(1, "plad", 0, -1));
    PladObjective.Pass pass = objective.open(ROWS);
    float[] rows = uniform(ROWS * WIDTH, 1, "rows");
    System.arraycopy(rows, 0, pass.rows(), 0, rows.length);
    pass.perturb(vector, ROWS, Seeds.stream(9, "noise", 0, -1));
    for (int place = 0; place < rows.length; place++) {
      assertThat(pass.perturbed()[place]).isCloseTo(rows[place], within(0.2f));
      assertThat(pass.perturbed()[place]).isNotEqualTo(rows[place]);
    }
  }

  @Test
  void signsTurnDisplacementsButNotTheirSizes() {
    float[] vector = uniform(networks(false).parameterCount(), 0.8, "parameters");
    float[] rows = uniform(ROWS * WIDTH, 1, "rows");
    int turned = 0;
    PladObjective.Pass faithful = objective(false, 1, 1, false).open(ROWS);
    PladObjective.Pass symmetric = objective(false, 1, 1, true).open(ROWS);
    System.arraycopy(rows, 0, faithful.rows(), 0, rows.length);
    System.arraycopy(rows, 0, symmetric.rows(), 0, rows.length);
    faithful.perturb(vector, ROWS, Seeds.stream(9, "noise", 0, -1));
    symmetric.perturb(vector, ROWS, Seeds.stream(9, "noise", 0, -1));
    for (int place = 0; place < rows.length; place++) {
      float straight = faithful.perturbed()[place] - rows[place];
      float signed = symmetric.perturbed()[place] - rows[place];
      assertThat(Math.abs(signed)).isCloseTo(Math.abs(straight), within(1e-6f));
      turned += signed * straight < 0 ? 1 : 0;
    }
    assertThat(turned).isBetween(1, rows.length - 1);
  }

  @Test
  void theCrossEntropyOfALargeLogitDoesNotOverflow() {
    assertThat(PladObjective.crossEntropy(0, 0)).isEqualTo(Math.log(2));
    assertThat(PladObjective.crossEntropy(0, 1000)).isEqualTo(1000);
    assertThat(PladObjective.crossEntropy(1, 1000)).isZero();
    assertThat(PladObjective.crossEntropy(1, -1e30)).isEqualTo(1e30);
    assertThat(PladObjective.crossEntropy(0, 3)).isEqualTo(PladObjective.crossEntropy(1, -3));
  }
}
