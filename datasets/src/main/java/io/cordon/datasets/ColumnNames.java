package io.cordon.datasets;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The rule for names of columns: no two that Spark would take for one. */
final class ColumnNames {

  private ColumnNames() {}

  /**
   * Checks the names.
   *
   * @throws UserException (MISMATCH) naming the first pair that is equal or differs in case only
   */
  static void refuseDuplicates(String[] names, String source) {
    Map<String, String> seen = new HashMap<>();
    for (String name : names) {
      String other = seen.put(name.toLowerCase(Locale.ROOT), name);
      if (other != null) {
        throw new UserException(
            ExitCode.MISMATCH,
            source
                + " has two columns that Spark cannot tell apart, "
                + other
                + " and "
                + name
                + ": rename one of them.");
      }
    }
  }
}
