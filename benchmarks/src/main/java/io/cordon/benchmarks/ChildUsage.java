package io.cordon.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a finished process used. It is read from {@code /proc} until the process ends, so the last
 * twentieth of a second is missing.
 *
 * @param cpuSeconds of the process and of its own children that ended
 * @param wallSeconds from start to end
 * @param peakMegabytes most memory resident
 */
record ChildUsage(double cpuSeconds, double wallSeconds, double peakMegabytes) {
  private static final int EVERY_MILLISECONDS = 50;

  /** Clock ticks a second of {@code /proc}: 100 on every Linux of this architecture. */
  private static final double TICKS = 100;

  /**
   * Runs a command to its end.
   *
   * @throws IllegalStateException where it fails
   */
  static ChildUsage of(List<String> command, Path log) {
    long start = System.nanoTime();
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      double cpu = 0;
      double peak = 0;
      do {
        cpu = Math.max(cpu, cpuSeconds(process.pid()));
        peak = Math.max(peak, peakMegabytes(process.pid()));
      } while (!process.waitFor(EVERY_MILLISECONDS, java.util.concurrent.TimeUnit.MILLISECONDS));
      if (process.exitValue() != 0) {
        throw new IllegalStateException(
            command + " ended with " + process.exitValue() + ": see " + log);
      }
      return new ChildUsage(cpu, (System.nanoTime() - start) / 1e9, peak);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** utime, stime, cutime and cstime: fields 14 to 17, counted behind the name in brackets. */
  private static double cpuSeconds(long process) {
    try {
      String stat = Files.readString(Path.of("/proc/" + process + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      double ticks = 0;
      for (int field = 11; field < 15; field++) {
        ticks += Double.parseDouble(fields[field]);
      }
      return ticks / TICKS;
    } catch (IOException ended) {
      return 0;
    }
  }

  private static double peakMegabytes(long process) {
    try {
      return Files.readAllLines(Path.of("/proc/" + process + "/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException ended) {
      return 0;
    }
  }
}
