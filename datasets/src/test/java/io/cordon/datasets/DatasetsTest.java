package io.cordon.datasets;

import static io.cordon.datasets.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.error.ExitCode;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class DatasetsTest {

  @Test
  void everyNameLeadsToTheDataSetOfThatName() {
    assertThat(Datasets.names())
        .containsExactly(
            "arrhythmia",
            "cifar10",
            "demo",
            "ecg5000",
            "fashion-mnist",
            "gaussian",
            "hdfs",
            "kddcup99",
            "mnist",
            "nab",
            "protein",
            "thyroid",
            "usps");
    for (String name : Datasets.names()) {
      assertThat(Datasets.named(name).name()).isEqualTo(name);
    }
  }

  @Test
  void anUnknownNameIsToldWithTheKnownOnes() {
    assertFails(
        () -> Datasets.named("kdd"),
        ExitCode.USAGE,
        "There is no data set named \"kdd\"",
        "arrhythmia, cifar10, demo, ecg5000, fashion-mnist, gaussian, hdfs, kddcup99, mnist, nab, protein, thyroid, usps");
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertFails(
        () -> new DemoSettings(0, 0.03, 1),
        ExitCode.USAGE,
        "number of rows must be at least 1, but is 0");
    assertFails(
        () -> new DemoSettings(10, 1.01, 1),
        ExitCode.USAGE,
        "share of attacks must lie in [0, 1], but is 1.01");
    assertFails(
        () -> new DemoSettings(10, Double.NaN, 1),
        ExitCode.USAGE,
        "share of attacks must lie in [0, 1], but is NaN");
    assertFails(
        () -> new HoldOut(1, OptionalDouble.empty(), 1, HoldOut.Part.ALL),
        ExitCode.USAGE,
        "share of test rows must lie in [0, 1), but is 1.0");
    assertFails(
        () -> HoldOut.half(1, 1, HoldOut.Part.TRAIN),
        ExitCode.USAGE,
        "contamination must lie in [0, 1), but is 1.0");
    assertFails(
        () -> HoldOut.half(-0.1, 1, HoldOut.Part.TRAIN),
        ExitCode.USAGE,
        "contamination must lie in [0, 1), but is -0.1");
  }
}
