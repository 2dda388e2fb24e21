package io.cordon.detector.plad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cordon.detector.Detector;
import io.cordon.detector.DetectorContractTest;
import io.cordon.detector.Fitted;
import io.cordon.detector.ImageShape;
import io.cordon.detector.Metric;
import io.cordon.detector.PlantedAnomalies;
import io.cordon.network.Engine;
import io.cordon.rows.Block;
import io.cordon.rows.LocalRows;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PladTest {

  static Plad plad(PladSettings.Variant variant, boolean symmetric, OptionalDouble lambda) {
    return new Plad(
        new PladSettings(
            variant,
            new PladDraws(symmetric, 1, 0),
            lambda,
            PladSettings.Convention.MEAN,
            1,
            Metric.EUCLIDEAN,
            0,
            ImageShape.SQUARE,
            List.of(),
            List.of(16, 8),
            List.of(16),
            4,
            1),
        Engine.NATIVE);
  }

  @Nested
  class Deterministic extends DetectorContractTest {
    @Override
    protected Detector detector() {
      return plad(PladSettings.Variant.DETERMINISTIC, false, OptionalDouble.of(0.01));
    }

    @Override
    protected double floor() {
      return 0.95;
    }

    @Override
    protected double margin() {
      return 0.2;
    }
  }

  @Nested
  class Variational extends DetectorContractTest {
    @Override
    protected Detector detector() {
      return plad(PladSettings.Variant.VARIATIONAL, false, OptionalDouble.of(0.01));
    }

    @Override
    protected double floor() {
      return 0.95;
    }

    @Override
    protected double margin() {
      return 0.2;
    }
  }

  @Nested
  class Symmetric extends DetectorContractTest {
    @Override
    protected Detector detector() {
      return plad(PladSettings.Variant.DETERMINISTIC, true, OptionalDouble.of(0.03));
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
  class WithEveryOption extends DetectorContractTest {
    @Override
    protected Detector detector() {
      return new Plad(
          new PladSettings(
              PladSettings.Variant.VARIATIONAL,
              new PladDraws(true, 0.5, 0.05),
              OptionalDouble.of(0.03),
              PladSettings.Convention.MEAN,
              1,
              Metric.EUCLIDEAN,
              0,
              ImageShape.SQUARE,
              List.of(),
              List.of(16, 8),
              List.of(16),
              4,
              2),
          Engine.NATIVE);
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

  /** A classifier of images, which normalises by batches of rows and perturbed rows together. */
  @Nested
  class OfImages extends DetectorContractTest {
    @Override
    protected Detector detector() {
      return new Plad(
          new PladSettings(
              PladSettings.Variant.VARIATIONAL,
              new PladDraws(true, 1, 0),
              OptionalDouble.of(0.1),
              PladSettings.Convention.MEAN,
              1,
              Metric.EUCLIDEAN,
              0,
              new ImageShape(2, 4, 1),
              List.of(8, 8),
              List.of(16, 8),
              List.of(16),
              4,
              1),
          Engine.NATIVE);
    }

    @Override
    protected double floor() {
      return 0.8;
    }

    @Override
    protected double margin() {
      return 0.1;
    }
  }

  private static LocalRows planted() {
    return LocalRows.of(PlantedAnomalies.WIDTH, PlantedAnomalies.of(570, 30, 1).values(), 3);
  }

  private static Fitted fit(Plad plad) {
    return plad.fit(planted(), DetectorContractTest.training(1));
  }

  @Test
  void aLambdaOfMeansIsAsManyTimesALambdaOfSumsAsThereAreFeatures() {
    Plad means =
        new Plad(settings(OptionalDouble.of(0.8), PladSettings.Convention.MEAN), Engine.NATIVE);
    Plad sums =
        new Plad(settings(OptionalDouble.of(0.1), PladSettings.Convention.SUM), Engine.NATIVE);
    fit(means)
        .vectors()
        .forEach(
            (name, vector) -> assertThat(fit(sums).vectors().get(name)).as(name).isEqualTo(vector));
  }

  private static PladSettings settings(OptionalDouble lambda, PladSettings.Convention convention) {
    return new PladSettings(
        PladSettings.Variant.DETERMINISTIC,
        new PladDraws(true, 1, 0),
        lambda,
        convention,
        1,
        Metric.EUCLIDEAN,
        0,
        ImageShape.SQUARE,
        List.of(),
        List.of(16, 8),
        List.of(16),
        4,
        1);
  }

  @Test
  void withoutALambdaTheSmallestHealthyOneIsTaken() {
    Fitted chosen = fit(plad(PladSettings.Variant.DETERMINISTIC, true, OptionalDouble.empty()));
    assertThat(chosen.constants())
        .containsEntry("lambda", 0.1)
        .hasEntrySatisfying(
            "original-cross-entropy", value -> assertThat(value).isBetween(0.0, 0.3))
        .hasEntrySatisfying("mean-factor-change", value -> assertThat(value).isBetween(0.0, 0.5));
    assertThat(chosen.warnings()).isEmpty();
  }

  @Test
  void withoutAHealthyLambdaTheNearestIsTakenAndSaid() {
    Fitted untrained =
        plad(PladSettings.Variant.DETERMINISTIC, true, OptionalDouble.empty())
            .fit(planted(), DetectorContractTest.training(1).untrained());
    assertThat(untrained.warnings()).anyMatch(warning -> warning.startsWith("plad: no lambda "));
  }

  @Test
  void rowsThatAllMoveTheSameWayAreWarnedOf() {
    Fitted shifted = fit(plad(PladSettings.Variant.DETERMINISTIC, false, OptionalDouble.of(0.3)));
    assertThat(shifted.constants().get("displacement-share")).isGreaterThan(0.7);
    assertThat(shifted.warnings())
        .singleElement()
        .asString()
        .startsWith("plad: all rows are perturbed in nearly the same direction (share 0.9")
        .endsWith("set detector.plad.symmetric = true");
  }

  @Test
  void aPerturbatorThatStaysAtTheIdentityIsWarnedOf() {
    Fitted still = fit(plad(PladSettings.Variant.DETERMINISTIC, true, OptionalDouble.of(1e6)));
    assertThat(still.warnings())
        .singleElement()
        .asString()
        .startsWith("plad: the classifier cannot tell perturbed rows from rows");
  }

  @Test
  void perturbedRowsFarFromTheirRowsAreWarnedOf() {
    Fitted far = fit(plad(PladSettings.Variant.DETERMINISTIC, true, OptionalDouble.of(1e-6)));
    assertThat(far.warnings())
        .singleElement()
        .asString()
        .startsWith("plad: the perturbed rows lie far from the rows");
  }

  @Test
  void copiesOfARowCountInTheFiguresAsOftenAsTheyOccur() {
    Plad plad = plad(PladSettings.Variant.DETERMINISTIC, false, OptionalDouble.of(1));
    PladObjective objective = plad.objective(2, 1);
    float[] vector = objective.networks().initialise(io.cordon.random.Seeds.stream(1, "p", 0, -1));
    PladHealth.Gather gather = new PladHealth.Gather(objective, vector, 1);
    float[] rows = {0.2f, 0.9f, 0.5f, 0.1f};
    float[] copied = {0.2f, 0.9f, 0.2f, 0.9f, 0.2f, 0.9f, 0.5f, 0.1f};
    PladHealth counted = gather.gather(0, new Block(2, rows, new int[] {3, 1}));
    PladHealth expanded = gather.gather(0, Block.of(2, copied));
    counted
        .figures()
        .forEach(
            (name, figure) ->
                assertThat(expanded.figures().get(name)).as(name).isCloseTo(figure, within(1e-6)));
    assertThat(counted.rows()).isEqualTo(4);
  }
}
