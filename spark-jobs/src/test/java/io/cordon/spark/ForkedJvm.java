package io.cordon.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A class of the test's class path, running in a JVM of its own beside the test. */
public final class ForkedJvm implements AutoCloseable {
  private final Process process;
  private final Path log;

  private ForkedJvm(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts it. */
  public static ForkedJvm start(
      Path folder, List<String> options, Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (option.startsWith("--add-opens") || option.startsWith("-XX:+Ignore")) {
        command.add(option);
      }
    }
    command.addAll(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    Path log = Files.createTempFile(folder, "forked", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new ForkedJvm(process, log);
  }

  /** SIGKILL: nothing is closed, written or told. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGSTOP and, after so long, SIGCONT: as a machine that is suspended and woken. */
  public void pause(Duration time) throws IOException, InterruptedException {
    signal("STOP");
    Thread.sleep(time.toMillis());
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    int code = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
    if (code != 0) {
      throw new IOException("kill -" + name + " ended with " + code);
    }
  }

  public long pid() {
    return process.pid();
  }

  /** SIGTERM, as a scheduler ends a job. */
  public void terminate() {
    process.destroy();
  }

  /** Waits for its end and gives its exit code. */
  public int code() throws InterruptedException {
    // A bound against a hang, not a measurement.
    if (!process.waitFor(4, TimeUnit.MINUTES)) {
      throw new IllegalStateException("the process hung: " + output());
    }
    return process.exitValue();
  }

  void onExit(Runnable then) {
    process.onExit().thenRun(then);
  }

  /** What it printed. */
  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
