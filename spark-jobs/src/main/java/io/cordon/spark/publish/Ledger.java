package io.cordon.spark.publish;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The entries of a table's days. */
public final class Ledger {
  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
  private static final String SUFFIX = ".json";

  private Ledger() {}

  /**
   * The last published days before a day, in their order. An entry that cannot be read is passed
   * over with a warning: it is another day's.
   *
   * @param most days
   * @throws UserException STORAGE where the ledger cannot be listed
   */
  public static SortedMap<LocalDate, LedgerEntry> before(
      Configuration configuration, TableDay day, int most) {
    try {
      FileSystem files = day.table().getFileSystem(configuration);
      List<LocalDate> dates =
          Folders.list(files, day.control()).stream()
              .map(file -> date(file.getPath().getName()))
              .filter(Objects::nonNull)
              .filter(date -> date.isBefore(day.date()))
              .sorted(Comparator.reverseOrder())
              .limit(most)
              .toList();
      SortedMap<LocalDate, LedgerEntry> entries = new TreeMap<>();
      for (LocalDate date : dates) {
        Path place = new TableDay(day.table(), day.column(), date).entry();
        try (InputStream in = files.open(place)) {
          String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
          entries.put(date, LedgerEntry.of(text, place));
        } catch (IOException | UserException problem) {
          LOG.warn("{} is passed over: {}", place, problem.getMessage());
        }
      }
      return entries;
    } catch (IOException problem) {
      throw new UserException(
          ExitCode.STORAGE,
          "Cannot list the ledger of %s: %s"
              .formatted(day.table().toUri().getPath(), problem.getMessage()),
          problem);
    }
  }

  /** The day of an entry's file; null for other files. */
  private static LocalDate date(String name) {
    if (!name.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}[.]json")) {
      return null;
    }
    try {
      return LocalDate.parse(name.substring(0, name.length() - SUFFIX.length()));
    } catch (DateTimeException noDay) {
      return null;
    }
  }
}
