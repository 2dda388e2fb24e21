package io.cordon.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Markdown that is printed when it is finished, and kept in {@code benchmarks/target}. */
final class Report {
  private final StringBuilder text = new StringBuilder();
  private final String name;

  Report(String name, String title) {
    this.name = name;
    text.append("## ").append(title).append("\n\n");
  }

  /** A sentence or two. */
  Report note(String words) {
    text.append(words).append("\n\n");
    return this;
  }

  /** A table whose first column is text and whose others are numbers. */
  Report table(List<String> head, List<List<String>> rows) {
    line(head);
    line(
        java.util.stream.IntStream.range(0, head.size())
            .mapToObj(column -> column == 0 ? "---" : "---:")
            .toList());
    rows.forEach(this::line);
    text.append('\n');
    return this;
  }

  private void line(List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  /** Prints the report and writes it to {@code benchmarks/target/NAME.md}. */
  void publish() {
    note(String.format(Locale.ROOT, "Load average at the end: %.1f.", ProcessorTime.load()));
    try {
      Path folder = folder();
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(name + ".md"), text);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
    System.out.print(text);
  }

  /** Where results and work files go. */
  static Path folder() {
    return Path.of(System.getProperty("cordon.benchmarks", "benchmarks/target"));
  }

  /** A number with thousands apart and so many decimals. */
  static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  /** A ratio such as "2.5 x". */
  static String times(double ratio) {
    return number(ratio, ratio < 10 ? 2 : 0) + " x";
  }

  /** A row of dashes behind a first cell: what could not be measured. */
  static List<String> absent(String first, int columns) {
    List<String> row = new java.util.ArrayList<>(Collections.nCopies(columns, "-"));
    row.set(0, first);
    return row;
  }
}
