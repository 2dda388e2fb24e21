package io.cordon.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The main job on the full KDD Cup 99 file, from cold starts: train an encoder and OC-NN on it,
 * score, evaluate, each by {@code submit.sh} as a user runs it. On local Spark the driver is the
 * executor, so its memory is all there is.
 */
final class MainJobBenchmark {
  private static final String TITLE = "The main job: OC-NN on the full KDD Cup 99 file, cold start";

  private final String data;
  private final Path runs = Report.folder().resolve("main-job");

  private MainJobBenchmark(String data) {
    this.data = data;
  }

  public static void main(String[] arguments) throws IOException {
    Optional<String> folder = KddData.folder();
    if (folder.isEmpty()) {
      KddData.reportAbsence("main-job", TITLE);
      return;
    }
    new MainJobBenchmark(folder.get()).run();
  }

  private void run() throws IOException {
    Files.createDirectories(runs);
    ChildUsage.of(List.of("./submit.sh", "--help"), runs.resolve("log.txt")); // builds if need be
    List<List<String>> jobs = new ArrayList<>();
    List<List<String>> steps = new ArrayList<>();
    double cpu = 0;
    double wall = 0;
    double peak = 0;
    for (String job : List.of("train", "score", "evaluate")) {
      ChildUsage usage = ChildUsage.of(command(job), runs.resolve("log.txt"));
      jobs.add(row(job, usage.cpuSeconds(), usage.wallSeconds(), usage.peakMegabytes()));
      steps.addAll(steps(job));
      cpu += usage.cpuSeconds();
      wall += usage.wallSeconds();
      peak = Math.max(peak, usage.peakMegabytes());
    }
    jobs.add(row("all", cpu, wall, peak));
    new Report("main-job", TITLE)
        .note("The aim is 120 CPU seconds on two cores.")
        .table(List.of("job", "CPU seconds", "wall seconds", "peak memory, MB"), jobs)
        .note("Wall seconds of the steps, by the jobs' own reports:")
        .table(List.of("step", "seconds"), steps)
        .publish();
  }

  /** All rows are trained on and scored: no hold-out. */
  private List<String> command(String job) {
    List<String> command =
        new ArrayList<>(List.of("./submit.sh", job, "--config", "conf/kddcup99-ocnn.conf"));
    for (String setting :
        List.of(
            "source.data=" + data,
            "source.hold-out.enabled=false",
            "model.path=" + runs.toAbsolutePath().resolve("model"),
            "model.if-exists=replace",
            "model.checkpoint.path=" + runs.toAbsolutePath().resolve("checkpoints"),
            "output.path=" + runs.toAbsolutePath().resolve("scored"),
            "output.if-exists=replace",
            "evaluation.report=" + runs.toAbsolutePath().resolve("evaluation"))) {
      command.add("--set");
      command.add(setting);
    }
    return command;
  }

  private List<List<String>> steps(String job) throws IOException {
    Path report =
        switch (job) {
          case "train" -> runs.resolve("model.train.json");
          case "score" -> runs.resolve("scored.score.json");
          default -> runs.resolve("evaluation.json");
        };
    List<List<String>> steps = new ArrayList<>();
    if (Files.exists(report)) {
      JsonNode seconds = new ObjectMapper().readTree(report.toFile()).get("seconds");
      seconds
          .fields()
          .forEachRemaining(
              step ->
                  steps.add(
                      List.of(
                          job + ": " + step.getKey(),
                          Report.number(step.getValue().asDouble(), 1))));
    }
    return steps;
  }

  private static List<String> row(String job, double cpu, double wall, double megabytes) {
    return List.of(job, Report.number(cpu, 1), Report.number(wall, 1), Report.number(megabytes, 0));
  }
}
