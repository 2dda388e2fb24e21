package io.cordon.datasets;

import java.io.PrintStream;
import java.util.Locale;
import java.util.OptionalLong;

/** One line that is rewritten while a file grows: name, megabytes, percent, megabytes a second. */
final class ProgressLine implements AutoCloseable {
  private static final long EVERY_NANOS = 200_000_000;
  private static final double MEGABYTE = 1e6;

  private final String name;
  private final PrintStream output;
  private final long started = System.nanoTime();
  private long shown = started - EVERY_NANOS;
  private boolean begun;

  ProgressLine(String name, PrintStream output) {
    this.name = name;
    this.output = output;
  }

  /** Shows how much is there, at most five times a second and at the end. */
  void show(long received, OptionalLong length) {
    long now = System.nanoTime();
    boolean complete = length.isPresent() && received >= length.getAsLong();
    if (!complete && now - shown < EVERY_NANOS) {
      return;
    }
    shown = now;
    begun = true;
    double seconds = Math.max(1e-3, (now - started) / 1e9);
    String size =
        length.isPresent()
            ? String.format(
                Locale.ROOT,
                "%.1f of %.1f MB, %3.0f %%",
                received / MEGABYTE,
                length.getAsLong() / MEGABYTE,
                100.0 * received / Math.max(1, length.getAsLong()))
            : String.format(Locale.ROOT, "%.1f MB", received / MEGABYTE);
    output.print(
        String.format(
            Locale.ROOT, "\r%s  %s, %.1f MB/s ", name, size, received / MEGABYTE / seconds));
    output.flush();
  }

  /** Ends the line. */
  @Override
  public void close() {
    if (begun) {
      output.println();
    }
  }
}
