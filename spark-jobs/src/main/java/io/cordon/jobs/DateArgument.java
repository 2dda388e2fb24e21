package io.cordon.jobs;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The day that {@code --date} names. It becomes part of a path, so nothing else gets through. */
final class DateArgument {
  /** Where the day begins first on Earth. */
  private static final ZoneOffset EARLIEST = ZoneOffset.ofHours(14);

  private DateArgument() {}

  /**
   * Reads a day such as 2026-11-21.
   *
   * @throws UserException USAGE where it is no day of the calendar, or one that has begun nowhere
   */
  static LocalDate parse(String text, Clock clock) {
    LocalDate date = day(text);
    LocalDate today = LocalDate.now(clock.withZone(EARLIEST));
    if (date.isAfter(today)) {
      throw new UserException(
          ExitCode.USAGE,
          "--date must be a day that has begun, but %s is after %s: name a day with data"
              .formatted(date, today));
    }
    return date;
  }

  private static LocalDate day(String text) {
    try {
      // The pattern first: ISO dates may also have a sign and more digits.
      if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
        return LocalDate.parse(text);
      }
    } catch (DateTimeException none) {
      throw refused(text, none);
    }
    throw refused(text, null);
  }

  private static UserException refused(String text, DateTimeException cause) {
    return new UserException(
        ExitCode.USAGE,
        "--date must be a day of the calendar such as 2026-11-21, but is \"" + text + "\"",
        cause);
  }
}
