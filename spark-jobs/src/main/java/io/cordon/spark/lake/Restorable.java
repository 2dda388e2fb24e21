package io.cordon.spark.lake;

import io.cordon.error.ExitCode;
import io.cordon.error.FirstLine;
import io.cordon.error.RootCause;
import io.cordon.error.UserException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.LocalDate;
import java.util.concurrent.Callable;

/** Reading tables that keep their earlier versions: what cannot be read may be restored. */
final class Restorable {

  private Restorable() {}

  /**
   * Reads from such a table.
   *
   * @throws UserException STORAGE saying what to do, where it cannot be read
   */
  static <T> T read(String table, Callable<T> reading) {
    try {
      return reading.call();
    } catch (UserException told) {
      throw told;
    } catch (Exception problem) {
      throw damaged(table, problem);
    }
  }

  /** What a run is told whose table is not there. */
  static UserException noTable(String table, Throwable cause) {
    return new UserException(
        ExitCode.STORAGE,
        "There is no table %s: correct its name, or make it first (docs/operations.md)"
            .formatted(table),
        cause);
  }

  /** What a run is told whose catalogue does not know the day. */
  static UserException noDay(String table, String column, LocalDate date) {
    return new UserException(
        ExitCode.STORAGE,
        "The source's table %s has no partition %s=%s: score a day that it has"
            .formatted(table, column, date));
  }

  /** What a run is told whose table cannot be read. */
  static UserException damaged(String table, Throwable problem) {
    Throwable root = RootCause.of(problem);
    if (root instanceof SocketException || root instanceof SocketTimeoutException) {
      return new UserException(
          ExitCode.STORAGE,
          "The storage of the table %s must answer, but it did not (%s): see that it is up, and run again"
              .formatted(table, FirstLine.of(root)),
          problem);
    }
    return new UserException(
        ExitCode.STORAGE,
        "Every file of the table %s and of its log must be readable, but %s: bring back what is missing, or restore an earlier version of the table (docs/operations.md), and run again"
            .formatted(table, FirstLine.of(root)),
        problem);
  }

  /**
   * Counts what a commit wrote.
   *
   * @param restore the statement that undoes the commit
   * @throws UserException STORAGE where other rows are there than were audited
   */
  static void requireRows(String day, long expected, long found, String restore) {
    if (found != expected) {
      throw new UserException(
          ExitCode.STORAGE,
          "A commit must write what was audited, but %s has %d rows and %d were staged: undo the commit (%s) and run again"
              .formatted(day, found, expected, restore));
    }
  }
}
