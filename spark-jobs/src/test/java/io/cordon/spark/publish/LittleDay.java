package io.cordon.spark.publish;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;

/** A day of one small file in each part, and what can be seen of it. */
final class LittleDay {

  private LittleDay() {}

  static LedgerEntry entry(String text) {
    return new LedgerEntry(
        new RunIdentity("test", "table", "2026-11-20", text, "inputs", "settings", "version"),
        Map.of("rows", 1L));
  }

  static void write(FileSystem files, String folder, String text) throws IOException {
    try (OutputStream out =
        files.create(new org.apache.hadoop.fs.Path(folder, "rows.txt"), false)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** All files below a table with what they say; the ledger's entry by its model alone. */
  static Map<String, String> seen(Path table) {
    Map<String, String> seen = new TreeMap<>();
    try (Stream<Path> files = Files.walk(table)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = table.relativize(file).toString();
        if (!name.endsWith(".crc")) {
          String text = Files.readString(file);
          seen.put(
              name,
              name.matches(".*[0-9][.]json")
                  ? LedgerEntry.of(text, name).identity().model()
                  : text);
        }
      }
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
    return seen;
  }

  /** A table that holds this day and nothing else. */
  static Map<String, String> published(String text) {
    return new TreeMap<>(
        Map.of(
            "date=2026-11-20/rows.txt", text,
            "_quarantine/date=2026-11-20/rows.txt", text,
            "_alerts/date=2026-11-20/rows.txt", text,
            "_cordon/2026-11-20.report.json/rows.txt", text,
            "_cordon/2026-11-20.report.html/rows.txt", text,
            "_cordon/2026-11-20.json", text));
  }
}
