package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cordon.jobs.reproduce.Protocol;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The small sizes of the protocols of images and sequences, on the real sets. */
class QuickProtocolsIT {
  @TempDir private Path folder;

  /** The floors are a little below what a forest of 50 trees reaches; chance is 0.5. */
  @ParameterizedTest
  @CsvSource({
    "mnist-4, mnist, 0.75",
    "usps-1v7, usps, 0.95",
    "cifar10-dog-cat, cifar10, 0.5",
    "one-vs-rest-mnist, mnist, 0.9",
    "one-vs-rest-cifar10, cifar10, 0.65",
    "fashion-mnist-plad, fashion-mnist, 0.85",
    "multi-class-normality, fashion-mnist, 0.3",
    "protein, protein-esol, 0.2",
    "ecg5000, ecg5000, 0.85",
    "hdfs, hdfs, 0.6",
  })
  void everyMethodGivesFigures(String name, String set, double floor) throws IOException {
    JobRun run =
        JobRun.of(
            "reproduce",
            "--protocol",
            name,
            "--quick",
            "--data",
            RealData.folderWith(set).toString(),
            "--out",
            folder.toString());
    assertThat(run.code()).as(run.err()).isZero();
    Protocol brief = Protocol.named(name).inBrief();
    JsonNode table =
        new ObjectMapper().readTree(folder.resolve(brief.name() + ".json").toFile()).get("splits");
    assertThat(table).hasSize(brief.splits().size());
    for (Protocol.Split split : brief.splits()) {
      for (Protocol.Method method : brief.methods()) {
        JsonNode figures = table.get(split.name()).get(method.name()).get("trained").get("AUROC");
        assertThat(figures).as(method.name()).hasSize(1);
        assertThat(figures.get(0).asDouble()).as(method.name()).isBetween(0.0, 1.0);
      }
    }
    assertThat(
            table
                .get(brief.splits().get(0).name())
                .get("isolation-forest")
                .get("trained")
                .get("AUROC")
                .get(0)
                .asDouble())
        .isGreaterThan(floor);
  }
}
