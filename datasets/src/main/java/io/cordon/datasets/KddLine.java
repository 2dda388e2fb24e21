package io.cordon.datasets;

import java.util.HashSet;
import java.util.Set;

/**
 * The grammar of one line of KDD Cup 99: 41 features and the attack's name, between commas. Text is
 * not empty, a flag is 0 or 1, a count is digits, a share is digits with or without decimals, and
 * the name is a known one, with or without a full stop. A scan over the characters: several times
 * as fast as a general CSV parser.
 */
final class KddLine {
  private static final KddColumn[] COLUMNS = KddColumn.values();
  private static final Set<String> ATTACKS = new HashSet<>(KddAttacks.names());

  /**
   * Digits that surely fit a long, and that a double holds without loss when they are the digits of
   * a share.
   */
  private static final int MOST_DIGITS = 15;

  private KddLine() {}

  /** Whether the line fits the grammar. */
  static boolean fits(String line) {
    int from = 0;
    for (KddColumn column : COLUMNS) {
      int to = line.indexOf(',', from);
      if (to < 0 || !fits(line, from, to, column.kind())) {
        return false;
      }
      from = to + 1;
    }
    int end = line.endsWith(".") ? line.length() - 1 : line.length();
    return from <= end && ATTACKS.contains(line.substring(from, end));
  }

  /** The name of the attack in a line that fits, without the full stop. */
  static String attack(String line) {
    int end = line.endsWith(".") ? line.length() - 1 : line.length();
    return line.substring(line.lastIndexOf(',') + 1, end);
  }

  private static boolean fits(String line, int from, int to, KddColumn.Kind kind) {
    return switch (kind) {
      case TEXT -> to > from;
      case FLAG -> to == from + 1 && (line.charAt(from) == '0' || line.charAt(from) == '1');
      case COUNT -> isNumber(line, from, to, 0);
      case SHARE -> isNumber(line, from, to, 1);
    };
  }

  /** Digits, at most so many points among them but none at an end. */
  private static boolean isNumber(String line, int from, int to, int points) {
    if (to == from
        || to - from > MOST_DIGITS
        || line.charAt(from) == '.'
        || line.charAt(to - 1) == '.') {
      return false;
    }
    int left = points;
    for (int i = from; i < to; i++) {
      char letter = line.charAt(i);
      if (letter == '.' ? left-- == 0 : letter < '0' || letter > '9') {
        return false;
      }
    }
    return true;
  }

  /** The 41 features of a line that fits, each of its column's type. */
  static Object[] features(String line) {
    Object[] values = new Object[COLUMNS.length];
    int from = 0;
    for (int i = 0; i < values.length; i++) {
      int to = line.indexOf(',', from);
      values[i] =
          switch (COLUMNS[i].kind()) {
            case TEXT -> line.substring(from, to);
            case FLAG -> line.charAt(from) - '0';
            case COUNT -> whole(line, from, to);
            case SHARE -> share(line, from, to);
          };
      from = to + 1;
    }
    return values;
  }

  private static long whole(String line, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      value = 10 * value + line.charAt(i) - '0';
    }
    return value;
  }

  /**
   * The nearest double: numerator and power of ten are exact below 2^53, so that one division
   * rounds once.
   */
  private static double share(String line, int from, int to) {
    long digits = 0;
    long power = 1;
    boolean decimals = false;
    for (int i = from; i < to; i++) {
      if (line.charAt(i) == '.') {
        decimals = true;
      } else {
        digits = 10 * digits + line.charAt(i) - '0';
        power = decimals ? 10 * power : power;
      }
    }
    return (double) digits / power;
  }
}
