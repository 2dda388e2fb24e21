package io.cordon.datasets;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.util.Locale;
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
    Throwable root = root(failure);
    String text = failure + " " + root;
    if (text.contains("COLUMN_ALREADY_EXISTS")) {
      return because(
          ExitCode.MISMATCH,
          source,
          "has columns whose names differ in case only: rename one of them",
          root,
          failure);
    }
    if (text.contains("CSV header does not conform")
        || text.contains("Number of column in CSV header")) {
      return because(
          ExitCode.MISMATCH,
          source,
          "has a header that differs from the schema in the settings",
          root,
          failure);
    }
    if (text.contains("UNABLE_TO_INFER_SCHEMA")) {
      return because(
          ExitCode.BAD_DATA,
          source,
          "holds no data from which to infer a schema: check the folder, or give the schema",
          root,
          failure);
    }
    if (root instanceof ZipException
        || root instanceof EOFException
        || text.contains("not a gzip file")) {
      return because(
          ExitCode.BAD_DATA,
          source,
          "is damaged or cut off: fetch or write it again",
          root,
          failure);
    }
    if (root instanceof FileNotFoundException
        || text.contains("PATH_NOT_FOUND")
        || text.contains("TABLE_OR_VIEW_NOT_FOUND")) {
      return because(ExitCode.STORAGE, source, "does not exist", root, failure);
    }
    if (text.contains("MALFORMED_CSV_RECORD")
        || text.contains("MALFORMED_RECORD")
        || text.contains("footer")
        || text.contains("FileFormatException")) {
      return because(ExitCode.BAD_DATA, source, "holds data that cannot be read", root, failure);
    }
    if (root instanceof ParseException
        || root instanceof AnalysisException
        || root instanceof ClassNotFoundException) {
      return because(ExitCode.USAGE, source, "cannot be opened with these settings", root, failure);
    }
    if (root instanceof java.io.IOException || root instanceof java.sql.SQLException) {
      return because(ExitCode.STORAGE, source, "could not be read", root, failure);
    }
    return failure instanceof RuntimeException fault
        ? fault
        : new IllegalStateException(source + " could not be read", failure);
  }

  private static UserException because(
      ExitCode code, String source, String problem, Throwable root, Throwable failure) {
    return new UserException(code, source + " " + problem + " (" + firstLine(root) + ").", failure);
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }

  /** The first line of the root's message, shortened; its class's name where it has none. */
  private static String firstLine(Throwable root) {
    String message =
        root.getMessage() == null || root.getMessage().isBlank()
            ? root.getClass().getSimpleName()
            : root.getMessage().strip();
    String line = message.lines().findFirst().orElse(message);
    line = line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    return String.format(
        Locale.ROOT, "%s", line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line);
  }
}
