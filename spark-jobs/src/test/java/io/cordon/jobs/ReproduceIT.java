package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import io.cordon.error.ExitCode;
import io.cordon.jobs.reproduce.Protocol;
import io.cordon.jobs.settings.RunSettings;
import io.cordon.spark.SharedSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The synthetic protocol needs no data set, so it runs everywhere. */
class ReproduceIT {
  @TempDir private Path folder;

  private JobRun synthetic(String methods, int seeds) {
    return JobRun.of(
        "reproduce",
        "--protocol",
        "synthetic",
        "--methods",
        methods,
        "--seeds",
        String.valueOf(seeds),
        "--out",
        folder.toString());
  }

  private List<Path> cells() throws IOException {
    try (var files = Files.walk(folder.resolve("synthetic"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("autoencoder-\\d+\\.json"))
          .sorted()
          .toList();
    }
  }

  @Test
  void aTableIsWrittenAndASecondRunKeepsWhatIsFinished() throws IOException {
    JobRun first = synthetic("autoencoder", 2);
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(cells()).hasSize(2);
    byte[] kept = Files.readAllBytes(cells().get(0));
    Files.delete(cells().get(1).resolveSibling(".autoencoder-2.json.crc"));
    Files.writeString(cells().get(1), "{ cut off");
    JobRun second = synthetic("autoencoder", 3);
    assertThat(second.code()).as(second.err()).isZero();
    assertThat(cells()).hasSize(3);
    assertThat(Files.readAllBytes(cells().get(0))).isEqualTo(kept);
    JsonNode table = new ObjectMapper().readTree(folder.resolve("synthetic.json").toFile());
    JsonNode runs = table.at("/splits/fresh halves/autoencoder/trained/AUROC");
    assertThat(runs).hasSize(3);
    for (JsonNode run : runs) {
      // The norm alone tells N(0, 2²) from N(0, 10²) in 512 dimensions.
      assertThat(run.asDouble()).isGreaterThan(0.99);
    }
    assertThat(folder.resolve("synthetic.md")).content().contains("| autoencoder", "(3)");
  }

  @Test
  void theTableHoldsWhatOtherRunsHaveFinished() throws IOException {
    assertThat(synthetic("autoencoder", 2).code()).isZero();
    assertThat(synthetic("oc-nn-linear", 1).code()).isZero();
    JsonNode rows =
        new ObjectMapper()
            .readTree(folder.resolve("synthetic.json").toFile())
            .at("/splits/fresh halves");
    assertThat(rows.at("/oc-nn-linear/trained/AUROC")).hasSize(1);
    assertThat(rows.at("/autoencoder/trained/AUROC")).hasSize(2);
  }

  @Test
  void anUnknownMethodIsRefusedBeforeAnythingRuns() {
    JobRun run = synthetic("autoencoder,magic", 1);
    assertThat(run.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(run.err()).contains("must name methods of synthetic", "names \"magic\"");
    assertThat(folder.resolve("synthetic")).doesNotExist();
  }

  @Test
  void aRunThatFailsLeavesTheOthersAndGivesItsExitCode() {
    Protocol synthetic = Protocol.named("synthetic");
    Protocol.Method healthy =
        synthetic.methods().stream()
            .filter(method -> method.name().equals("autoencoder"))
            .findFirst()
            .orElseThrow();
    Protocol.Method diverging =
        new Protocol.Method(
            "diverging",
            "diverging",
            ConfigFactory.parseString("training { optimiser = sgd, learning-rate = 1000 }")
                .withFallback(healthy.settings()),
            Map.of(),
            "",
            Protocol.Role.OTHER);
    ReproduceJob.Request request =
        new ReproduceJob.Request(
            new Protocol(
                "toy",
                "Toy",
                1,
                synthetic.metrics(),
                synthetic.splits(),
                List.of(diverging, healthy)),
            List.of(diverging, healthy),
            1,
            "unused",
            folder.toString());
    ReproduceJob.Result result = new ReproduceJob(SharedSession.session(), request).run();
    assertThat(result.exitCode()).isEqualTo(ExitCode.BAD_DATA.code());
    assertThat(result.markdown())
        .contains("1 of 1 runs failed: Training must keep every parameter finite")
        .containsPattern("\\| autoencoder 512-64-512 .*\\(1\\)");
  }

  static List<Protocol> protocols() {
    return Protocol.NAMES.stream().map(Protocol::named).toList();
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void everyMethodOfEveryProtocolHasSettingsThatHold(Protocol protocol) {
    for (Protocol.Method method : protocol.methods()) {
      assertThat(RunSettings.of(method.settings()).source().dataset())
          .as(protocol.name() + " " + method.name())
          .isPresent();
    }
  }
}
