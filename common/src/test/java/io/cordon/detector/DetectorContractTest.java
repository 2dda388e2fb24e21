package io.cordon.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cordon.metric.RankingMetrics;
import io.cordon.network.Engine;
import io.cordon.rows.Block;
import io.cordon.rows.LocalRows;
import io.cordon.rows.RowFunction;
import io.cordon.training.Journal;
import io.cordon.training.Optimiser;
import io.cordon.training.Progress;
import io.cordon.training.Training;
import io.cordon.training.TrainingSettings;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What every detector owes its users. A detector's own test extends it. */
public abstract class DetectorContractTest {
  protected static final int WIDTH = PlantedAnomalies.WIDTH;
  protected static final int SHARDS = 3;

  protected abstract Detector detector();

  /** AUROC on planted anomalies that every one of five seeds reaches. */
  protected abstract double floor();

  /**
   * How much of AUROC training adds at least to the untrained network, as a mean over five seeds.
   */
  protected abstract double margin();

  public static Training training(long seed) {
    Optimiser adam = new Optimiser(Optimiser.Kind.ADAM, 0.005f, 0);
    TrainingSettings settings =
        new TrainingSettings(seed, 20, true, 2, 32, adam, 0, 0.05, Engine.NATIVE);
    return new Training(settings, Journal.NONE, Progress.NONE);
  }

  private static PlantedAnomalies planted(long seed) {
    return PlantedAnomalies.of(570, 30, seed);
  }

  private static LocalRows rows(PlantedAnomalies planted) {
    return LocalRows.of(WIDTH, planted.values(), SHARDS);
  }

  private float[] scores(Fitted fitted, float[] values) {
    return detector().score(fitted).applyTo(Block.of(WIDTH, values));
  }

  private double auroc(Fitted fitted, PlantedAnomalies planted) {
    return RankingMetrics.of(scores(fitted, planted.values()), planted.labels())
        .auroc()
        .value()
        .orElseThrow();
  }

  @Test
  void scoresAreFiniteAndNotConstant() {
    PlantedAnomalies planted = planted(1);
    float[] scores = scores(detector().fit(rows(planted), training(1)), planted.values());
    for (float score : scores) {
      assertThat(score).isFinite();
    }
    Arrays.sort(scores);
    assertThat(scores[scores.length - 1]).isGreaterThan(scores[0]);
  }

  @Test
  void trainingChangesTheParameters() {
    PlantedAnomalies planted = planted(1);
    Fitted trained = detector().fit(rows(planted), training(1));
    Fitted untrained = detector().fit(rows(planted), training(1).untrained());
    assertThat(trained.vectors().keySet()).isEqualTo(untrained.vectors().keySet());
    trained
        .vectors()
        .forEach(
            (name, vector) ->
                assertThat(vector).as(name).isNotEqualTo(untrained.vectors().get(name)));
  }

  @Test
  void plantedAnomaliesRankAboveTheFloorForEverySeedAndAboveTheUntrainedNetwork() {
    double gain = 0;
    for (int seed = 1; seed <= 5; seed++) {
      PlantedAnomalies planted = planted(seed);
      double trained = auroc(detector().fit(rows(planted), training(seed)), planted);
      assertThat(trained).as("seed %d", seed).isGreaterThan(floor());
      gain +=
          (trained - auroc(detector().fit(rows(planted), training(seed).untrained()), planted)) / 5;
    }
    assertThat(gain).isGreaterThan(margin());
  }

  @Test
  void theSeedDecidesTheScores() {
    PlantedAnomalies planted = planted(1);
    float[] scores = scores(detector().fit(rows(planted), training(7)), planted.values());
    assertThat(scores(detector().fit(rows(planted), training(7)), planted.values()))
        .isEqualTo(scores);
    float[] other = scores(detector().fit(rows(planted), training(8)), planted.values());
    assertThat(Arrays.equals(other, scores)).isEqualTo(!detector().isSeeded());
  }

  @Test
  void theOrderInWhichRowsWereReadChangesNothing() {
    PlantedAnomalies planted = planted(1);
    float[] reversed = new float[planted.values().length];
    for (int row = 0; row < planted.rows(); row++) {
      System.arraycopy(
          planted.values(), row * WIDTH, reversed, (planted.rows() - 1 - row) * WIDTH, WIDTH);
    }
    Fitted fitted = detector().fit(rows(planted), training(3));
    Fitted again = detector().fit(LocalRows.of(WIDTH, reversed, SHARDS), training(3));
    fitted
        .vectors()
        .forEach(
            (name, vector) -> assertThat(again.vectors().get(name)).as(name).isEqualTo(vector));
    assertThat(again.constants()).isEqualTo(fitted.constants());
  }

  @Test
  void aRowsScoreDoesNotDependOnTheRowsAroundIt() {
    PlantedAnomalies planted = planted(1);
    RowFunction score = detector().score(detector().fit(rows(planted), training(1)));
    float[] together = score.applyTo(Block.of(WIDTH, planted.values()));
    for (int row = 0; row < planted.rows(); row += 7) {
      float[] alone =
          score.applyTo(
              Block.of(
                  WIDTH, Arrays.copyOfRange(planted.values(), row * WIDTH, (row + 1) * WIDTH)));
      assertThat(alone[0]).as("row %d", row).isEqualTo(together[row]);
    }
  }

  @Test
  void contributionsWhereThereAreAnySumToTheScore() {
    PlantedAnomalies planted = planted(1);
    Fitted fitted = detector().fit(rows(planted), training(1));
    detector()
        .contributions(fitted)
        .ifPresent(
            contributions -> {
              float[] scores = scores(fitted, planted.values());
              float[] parts = contributions.applyTo(Block.of(WIDTH, planted.values()));
              assertThat(parts).hasSize(planted.rows() * WIDTH);
              for (int row = 0; row < planted.rows(); row++) {
                double sum = 0;
                for (int feature = 0; feature < WIDTH; feature++) {
                  sum += parts[row * WIDTH + feature];
                }
                assertThat(sum).as("row %d", row).isCloseTo(scores[row], within(tolerance(sum)));
              }
            });
  }

  /** The rounding of a float, some times over. */
  private static double tolerance(double sum) {
    return 1e-6 + 1e-5 * Math.abs(sum);
  }

  @Test
  void aConstantColumnAndAHugeOneGiveNoNaN() {
    PlantedAnomalies planted = planted(1);
    float[] values = planted.values().clone();
    for (int row = 0; row < planted.rows(); row++) {
      values[row * WIDTH] = 1;
      values[row * WIDTH + 1] *= 1e6f;
    }
    Fitted fitted = detector().fit(LocalRows.of(WIDTH, values, SHARDS), training(1));
    for (float score : scores(fitted, values)) {
      assertThat(score).isFinite();
    }
  }

  @Test
  void aShardWithoutRowsChangesNothingButTheDraws() {
    PlantedAnomalies planted = planted(1);
    Block all = LocalRows.of(WIDTH, planted.values(), 1).shard(0);
    Fitted one = detector().fit(LocalRows.ofShards(WIDTH, java.util.List.of(all)), training(1));
    Fitted two =
        detector()
            .fit(
                LocalRows.ofShards(
                    WIDTH, java.util.List.of(all, new Block(WIDTH, new float[0], new int[0]))),
                training(1));
    one.vectors()
        .forEach((name, vector) -> assertThat(two.vectors().get(name)).as(name).isEqualTo(vector));
  }

  @Test
  void aTableInWhichEveryRowStandsTwiceTrainsAsWell() {
    PlantedAnomalies planted = planted(1);
    float[] twice = Arrays.copyOf(planted.values(), 2 * planted.values().length);
    System.arraycopy(planted.values(), 0, twice, planted.values().length, planted.values().length);
    LocalRows rows = LocalRows.of(WIDTH, twice, SHARDS);
    assertThat(rows.count()).isEqualTo(2L * planted.rows());
    assertThat(auroc(detector().fit(rows, training(1)), planted)).isGreaterThan(floor());
  }
}
