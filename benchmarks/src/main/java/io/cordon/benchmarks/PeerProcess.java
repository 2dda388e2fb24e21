package io.cordon.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A peer in a process of its own, which measures when it is asked (see {@link TrainingPeer}). */
final class PeerProcess implements AutoCloseable {
  private final String name;
  private final Path log;
  private final Process process;
  private final BufferedReader answers;
  private final Writer orders;

  private PeerProcess(String name, List<String> command, Map<String, String> environment) {
    this.name = name;
    try {
      Files.createDirectories(Report.folder());
      log = Report.folder().resolve("peer-" + name.replaceAll("[^A-Za-z0-9]+", "-") + ".log");
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
      builder.environment().putAll(environment);
      process = builder.start();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
    answers = process.inputReader(StandardCharsets.UTF_8);
    orders = process.outputWriter(StandardCharsets.UTF_8);
  }

  /** A process of this class path and these options of the virtual machine, and some more. */
  static PeerProcess java(String name, String kind, String... options) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of(options));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), TrainingPeer.class.getName(), kind));
    return new PeerProcess(name, command, Map.of());
  }

  /** A program of another language that speaks the same words. */
  static PeerProcess program(String name, List<String> command, Map<String, String> environment) {
    return new PeerProcess(name, command, environment);
  }

  String name() {
    return name;
  }

  /** Trains with a batch size; empty where the peer has ended, and its log says why. */
  Optional<ProcessorTime.Spent> measure(int batch) {
    return ask(String.valueOf(batch), "measured")
        .map(
            words ->
                new ProcessorTime.Spent(Long.parseLong(words[1]), Double.parseDouble(words[2])));
  }

  /** The matrix products' peak in GFLOPS, and the name of what computes them. */
  Optional<String[]> peak() {
    return ask("peak", "peak").map(words -> new String[] {words[1], words[2]});
  }

  private Optional<String[]> ask(String order, String expected) {
    try {
      orders.write(order + "\n");
      orders.flush();
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        if (line.startsWith(expected + " ")) {
          return Optional.of(line.split(" ", 3));
        }
      }
    } catch (IOException ended) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /** The last words of a peer that ended: the first line of its log that names an error. */
  String failure() {
    try {
      return Files.readAllLines(log).stream()
          .filter(line -> line.contains("Error") || line.contains("Exception"))
          .findFirst()
          .orElse("see " + log);
    } catch (IOException problem) {
      return "no log: " + problem;
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
