package io.cordon.datasets;

import io.cordon.error.ExitCode;
import io.cordon.error.FirstLine;
import io.cordon.error.RootCause;
import io.cordon.error.UserException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipException;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.parser.ParseException;

/** Turns what Spark throws while it opens or reads a source into one readable sentence. */
final class ReadFailure {
  private static final int LONGEST = 300;

  private ReadFailure() {}

  /**
   * The failure as a sentence with its exit code; a fault that no reader can mend is returned
   * unchanged.
   *
   * @param failure what was thrown
   * @param source what was being read, as the start of a sentence
   */
  static RuntimeException of(Throwable failure, String source) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UserException user) {
        return user;
      }
    }
    Throwable root = RootCause.of(failure);
    return diagnosis(root, failure + " " + root)
        .<RuntimeException>map(found -> found.told(source, root, failure))
        .orElseGet(
            () ->
                failure instanceof RuntimeException fault
                    ? fault
                    : new IllegalStateException(source + " could not be read", failure));
  }

  /** What is wrong, with its exit code. */
  private record Diagnosis(ExitCode code, String problem) {
    UserException told(String source, Throwable root, Throwable failure) {
      return new UserException(
          code, source + " " + problem + " (" + firstLine(root) + ").", failure);
    }
  }

  private static Optional<Diagnosis> diagnosis(Throwable root, String text) {
    if (text.contains("COLUMN_ALREADY_EXISTS")) {
      return found(
          ExitCode.MISMATCH, "has columns whose names differ in case only: rename one of them");
    }
    if (mentions(text, "CSV header does not conform", "Number of column in CSV header")) {
      return found(ExitCode.MISMATCH, "has a header that differs from the schema in the settings");
    }
    if (text.contains("UNABLE_TO_INFER_SCHEMA")) {
      return found(
          ExitCode.BAD_DATA,
          "holds no data from which to infer a schema: check the folder, or give the schema");
    }
    if (root instanceof ZipException
        || root instanceof EOFException
        || text.contains("not a gzip file")) {
      return found(ExitCode.BAD_DATA, "is damaged or cut off: fetch or write it again");
    }
    if (root instanceof FileNotFoundException
        || mentions(text, "PATH_NOT_FOUND", "TABLE_OR_VIEW_NOT_FOUND")) {
      return found(ExitCode.STORAGE, "does not exist");
    }
    if (mentions(
        text, "MALFORMED_CSV_RECORD", "MALFORMED_RECORD", "footer", "FileFormatException")) {
      return found(ExitCode.BAD_DATA, "holds data that cannot be read");
    }
    if (root instanceof ParseException
        || root instanceof AnalysisException
        || root instanceof ClassNotFoundException) {
      return found(ExitCode.USAGE, "cannot be opened with these settings");
    }
    return root instanceof java.io.IOException || root instanceof java.sql.SQLException
        ? found(ExitCode.STORAGE, "could not be read")
        : Optional.empty();
  }

  private static Optional<Diagnosis> found(ExitCode code, String problem) {
    return Optional.of(new Diagnosis(code, problem));
  }

  private static boolean mentions(String text, String... words) {
    for (String word : words) {
      if (text.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** The first line of the root's message, shortened; its class's name where it has none. */
  private static String firstLine(Throwable root) {
    String line = FirstLine.of(root);
    line = line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    return String.format(
        Locale.ROOT, "%s", line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line);
  }
}
