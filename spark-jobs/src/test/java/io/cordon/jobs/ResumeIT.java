package io.cordon.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cordon.error.ExitCode;
import io.cordon.spark.storage.Storage;
import io.cordon.training.CheckpointStore;
import io.cordon.training.Checkpoints;
import io.cordon.training.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A killed training goes on where it was, and gives the bytes of an undisturbed one. */
class ResumeIT {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "round, autoencoder 1, autoencoder-000001.checkpoint",
    "round, autoencoder 3, autoencoder-000003.checkpoint",
    "round, oc-nn 4, oc-nn-000004.checkpoint",
    "write, autoencoder-000001.checkpoint, ''",
    "write, oc-nn-000002.checkpoint, oc-nn-000001.checkpoint"
  })
  void matrix42ADeadTrainingIsResumedBitForBit(String point, String where, String newest)
      throws Exception {
    Path checkpoints = Files.createTempDirectory(folder, "checkpoints");
    ChildProcess child =
        ChildProcess.of(
            folder, List.of(), DyingTraining.class, checkpoints.toString(), point, where);
    assertThat(child.code()).as(child.output()).isEqualTo(HaltAtRound.CODE);
    List<String> left = checkpoints(checkpoints);
    if (newest.isEmpty()) {
      assertThat(left).isEmpty();
    } else {
      assertThat(left).contains(newest);
    }

    List<String> rounds = new ArrayList<>();
    Progress progress = (phase, state, all) -> rounds.add(phase + " " + state.round());
    byte[] resumed =
        DyingTraining.train(
            Checkpoints.resumed(store(checkpoints), DyingTraining.FINGERPRINT, 1), progress);
    byte[] whole =
        DyingTraining.train(
            Checkpoints.fresh(
                store(Files.createTempDirectory(folder, "whole")), DyingTraining.FINGERPRINT, 1),
            Progress.NONE);
    assertThat(resumed).isEqualTo(whole);
    assertThat(rounds.size()).as("of eight, those that were not kept").isEqualTo(8 - kept(newest));
  }

  @Test
  void matrix42To44TheTrainJobResumesAfterItsDriverDied() throws Exception {
    Path dead = folder.resolve("dead");
    ChildProcess child =
        ChildProcess.of(
            folder,
            List.of(
                "-Dspark.master=local[2]",
                "-Dspark.ui.enabled=false",
                "-Dspark.extraListeners=" + HaltAtRound.class.getName(),
                "-D" + HaltAtRound.PROPERTY + "=autoencoder round 4"),
            Main.class,
            arguments(dead, "killed", Map.of()));
    assertThat(child.code()).as(child.output()).isEqualTo(HaltAtRound.CODE);
    assertThat(folder.resolve("killed")).doesNotExist();
    assertThat(checkpoints(dead)).as("the newest two are kept").hasSize(2);
    String newest = checkpoints(dead).get(1);

    done(JobRun.of(arguments(folder.resolve("calm-checkpoints"), "calm", Map.of())));
    assertThat(checkpoints(folder.resolve("calm-checkpoints")))
        .as("those of a finished run are removed")
        .isEmpty();

    done(resumed(copied(dead, "whole"), "resumed", Map.of()));
    assertSameModel("resumed");

    Path cut = copied(dead, "cut");
    truncate(cut.resolve(newest));
    try (LogLines log = new LogLines()) {
      done(resumed(cut, "from-the-one-before", Map.of()));
      assertThat(log.lines())
          .contains(
              "WARN The checkpoint " + newest + " is damaged: going back to the one before it");
    }
    assertSameModel("from-the-one-before");

    refusesOthers(dead, newest);
  }

  private void refusesOthers(Path dead, String newest) throws IOException {
    Path damaged = copied(dead, "damaged");
    for (String name : checkpoints(damaged)) {
      truncate(damaged.resolve(name));
    }
    refused(
        resumed(damaged, "no-model", Map.of()),
        ExitCode.STORAGE,
        "No checkpoint of autoencoder is whole (");
    String others = "A run resumes only its own checkpoints, but " + newest;
    refused(
        resumed(copied(dead, "config"), "no-model", Map.of("training.learning-rate", "0.01")),
        ExitCode.MISMATCH,
        others);
    refused(
        resumed(copied(dead, "data"), "no-model", Map.of("source.seed", "2")),
        ExitCode.MISMATCH,
        others);
  }

  private void refused(JobRun run, ExitCode code, String message) {
    assertThat(run.err()).startsWith(message);
    assertThat(run.code()).isEqualTo(code.code());
    assertThat(folder.resolve("no-model")).doesNotExist();
  }

  private JobRun resumed(Path checkpoints, String model, Map<String, String> more) {
    List<String> all = new ArrayList<>(List.of(arguments(checkpoints, model, more)));
    all.add("--resume");
    return JobRun.of(all.toArray(String[]::new));
  }

  private String[] arguments(Path checkpoints, String model, Map<String, String> more) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("source.dataset", "demo");
    settings.put("source.rows", "500");
    settings.put("detector.name", "autoencoder");
    settings.put("detector.autoencoder.hidden", "6");
    settings.put("detector.autoencoder.code", "2");
    settings.put("training.rounds", "5");
    settings.put("training.shards", "2");
    settings.put("model.path", folder.resolve(model).toString());
    settings.put("model.checkpoint.path", checkpoints.toString());
    settings.put("model.checkpoint.every", "1");
    settings.putAll(more);
    List<String> arguments = new ArrayList<>(List.of("train"));
    settings.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
    return arguments.toArray(String[]::new);
  }

  private void assertSameModel(String model) {
    for (String file : List.of("model.json", "parameters.bin")) {
      assertThat(folder.resolve(model).resolve(file))
          .hasSameBinaryContentAs(folder.resolve("calm").resolve(file));
    }
  }

  private static void done(JobRun run) {
    assertThat(run.code()).as(run.err()).isZero();
  }

  /** Rounds that need not be run again. */
  private static int kept(String newest) {
    if (newest.isEmpty()) {
      return 0;
    }
    int round = Integer.parseInt(newest.replaceAll("\\D", ""));
    return newest.startsWith("oc-nn") ? 4 + round : round;
  }

  private static CheckpointStore store(Path place) {
    return new Storage(new Configuration()).checkpoints(place.toString());
  }

  private Path copied(Path from, String name) throws IOException {
    Path to = Files.createDirectory(folder.resolve(name));
    for (String file : names(from)) {
      Files.copy(from.resolve(file), to.resolve(file));
    }
    return to;
  }

  private static List<String> names(Path place) throws IOException {
    try (Stream<Path> files = Files.list(place)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static List<String> checkpoints(Path place) throws IOException {
    return names(place).stream().filter(name -> name.matches("[^.].*\\.checkpoint")).toList();
  }

  private static void truncate(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
  }
}
