package io.cordon.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/** CPU seconds of this process: all its threads, the compiler's and the collector's with them. */
final class ProcessorTime {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private ProcessorTime() {}

  /**
   * How much was done in which time.
   *
   * @param rows done
   * @param seconds of CPU
   */
  record Spent(long rows, double seconds) {
    double rowsPerSecond() {
      return rows / seconds;
    }
  }

  static double seconds() {
    return SYSTEM.getProcessCpuTime() / 1e9;
  }

  /** The time of some work that says how many rows it did. */
  static Spent of(LongSupplier work) {
    double start = seconds();
    long rows = work.getAsLong();
    return new Spent(rows, seconds() - start);
  }

  /** Does some work again and again for at least so many CPU seconds. */
  static Spent atLeast(double seconds, LongSupplier work) {
    double start = seconds();
    long rows = 0;
    do {
      rows += work.getAsLong();
    } while (seconds() - start < seconds);
    return new Spent(rows, seconds() - start);
  }

  /** The machine's load average of the last minute: how much others disturbed a measurement. */
  static double load() {
    return SYSTEM.getSystemLoadAverage();
  }
}
