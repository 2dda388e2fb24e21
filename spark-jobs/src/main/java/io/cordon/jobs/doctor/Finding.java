package io.cordon.jobs.doctor;

import java.util.Locale;

/**
 * One line of the doctor's report: what was looked at, what was found, and, unless all is well, the
 * cure.
 */
public record Finding(Level level, String subject, String found, String cure) {

  /** How bad it is. */
  public enum Level {
    /** As it should be. */
    OK,
    /** Runs work, but slower or with less than they could have. */
    WARNING,
    /** Runs fail. */
    ERROR
  }

  static Finding ok(String subject, String found) {
    return new Finding(Level.OK, subject, found, "");
  }

  static Finding warning(String subject, String found, String cure) {
    return new Finding(Level.WARNING, subject, found, cure);
  }

  static Finding error(String subject, String found, String cure) {
    return new Finding(Level.ERROR, subject, found, cure);
  }

  /** The finding as printed, in columns. */
  public String line() {
    String line =
        String.format(
            Locale.ROOT, "%-8s %-12s %s", level.name().toLowerCase(Locale.ROOT), subject, found);
    return cure.isEmpty() ? line : line + " -> " + cure;
  }
}
