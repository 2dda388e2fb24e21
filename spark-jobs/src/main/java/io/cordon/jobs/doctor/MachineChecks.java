package io.cordon.jobs.doctor;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Java, threads, memory and disk of the driver's machine. */
public final class MachineChecks {
  private static final double GIB = 1024.0 * 1024 * 1024;
  private static final List<String> THREAD_VARIABLES =
      List.of("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS");

  private MachineChecks() {}

  /** The Java that runs the driver: Spark 3.5 supports none newer than 17. */
  public static Finding java() {
    return java(
        Runtime.version().feature(),
        System.getProperty("java.version") + " in " + System.getProperty("java.home"));
  }

  static Finding java(int feature, String found) {
    String cure = "use Java 17, the newest that Spark 3.5 supports: point JAVA_HOME at it";
    return feature == 17 ? Finding.ok("java", found) : Finding.warning("java", found, cure);
  }

  /** BLAS threads inside Spark tasks: more than one each and the tasks fight for the same cores. */
  public static Finding threads() {
    return threads(System.getenv(), Runtime.getRuntime().availableProcessors());
  }

  static Finding threads(Map<String, String> environment, int cores) {
    StringBuilder found = new StringBuilder(cores + " cores");
    boolean single = true;
    for (String variable : THREAD_VARIABLES) {
      String value = environment.getOrDefault(variable, "unset");
      found.append(", ").append(variable).append(' ').append(value);
      single &= value.equals("1");
    }
    String cure =
        "export both as 1, as submit.sh does: Spark runs one task a core, and each would start a thread a core";
    return single
        ? Finding.ok("threads", found.toString())
        : Finding.warning("threads", found.toString(), cure);
  }

  /** The driver's heap against the machine's memory. */
  public static Finding memory() {
    long physical = 0;
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean machine) {
      physical = machine.getTotalMemorySize();
    }
    return memory(Runtime.getRuntime().maxMemory(), physical);
  }

  static Finding memory(long heap, long physical) {
    String found =
        String.format(
            Locale.ROOT,
            "driver heap %.1f GiB of %.1f GiB in the machine",
            heap / GIB,
            physical / GIB);
    if (heap < 0.9 * GIB) {
      return Finding.warning(
          "memory", found, "give the driver at least 1g: set CORDON_DRIVER_MEMORY");
    }
    if (physical > 0 && heap > 0.9 * physical) {
      return Finding.warning(
          "memory",
          found,
          "leave memory for the system and for native buffers: lower CORDON_DRIVER_MEMORY");
    }
    return Finding.ok("memory", found);
  }

  /** Where Spark spills, and where native libraries are unpacked. */
  public static Finding temporary() {
    return space(
        "temp",
        Path.of(System.getProperty("java.io.tmpdir")),
        2 * GIB,
        "set SPARK_LOCAL_DIRS and -Djava.io.tmpdir");
  }

  /** The working directory, where relative outputs go. */
  public static Finding disk() {
    return space(
        "disk",
        Path.of("").toAbsolutePath(),
        2 * GIB,
        "run from, or write to, a directory with room");
  }

  static Finding space(String subject, Path directory, double wanted, String cure) {
    try {
      double free = Files.getFileStore(directory).getUsableSpace();
      String found = String.format(Locale.ROOT, "%s has %.1f GiB free", directory, free / GIB);
      if (!Files.isWritable(directory)) {
        return Finding.error(subject, directory + " cannot be written to", cure);
      }
      return free >= wanted ? Finding.ok(subject, found) : Finding.warning(subject, found, cure);
    } catch (IOException e) {
      return Finding.error(subject, directory + " cannot be read: " + e.getMessage(), cure);
    }
  }
}
