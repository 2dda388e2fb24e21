package io.cordon.model;

import java.util.regex.Pattern;

/**
 * Where a vector lies in the file of parameters.
 *
 * @param name letters, digits, "_", "-" and single dots
 * @param length floats
 * @param offset bytes before it
 */
record VectorEntry(String name, long length, long offset) {
  /** The name under which the score quantiles lie behind the detector's vectors. */
  static final String SCORE_QUANTILES = "score-quantiles";

  /** The name under which the quantiles of the numeric columns lie among the detector's vectors. */
  static final String COLUMN_QUANTILES = "column-quantiles";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
  private static final int LONGEST_NAME = 200;

  /** Refuses names that could mean a path, and the reserved ones. */
  static void requireName(String name) {
    if (name.equals(SCORE_QUANTILES) || name.equals(COLUMN_QUANTILES) || !isSound(name)) {
      throw new IllegalArgumentException(
          "a vector's name must be letters, digits, _, - and single dots, and not "
              + SCORE_QUANTILES
              + " or "
              + COLUMN_QUANTILES
              + ", unlike \""
              + name
              + "\"");
    }
  }

  static boolean isSound(String name) {
    return name.length() <= LONGEST_NAME && NAME.matcher(name).matches();
  }
}
