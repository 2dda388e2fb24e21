package io.cordon.datasets;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The file kddcup.names: the labels in the first line, then one line {@code name:
 * continuous.|symbolic.} for each feature.
 */
final class KddNames {
  static final String FILE = "kddcup.names";

  private KddNames() {}

  /**
   * Checks that the file describes the 41 features that this release reads.
   *
   * @param text the whole file
   * @param place where it was read, for the message
   * @throws UserException (MISMATCH) naming the first feature that differs
   */
  static void check(String text, String place) {
    List<String> features = new ArrayList<>();
    for (String line : text.split("\\R")) {
      if (line.contains(":")) {
        features.add(line.replaceAll("[\\s.]", "").toLowerCase(Locale.ROOT));
      }
    }
    KddColumn[] expected = KddColumn.values();
    for (int i = 0; i < expected.length; i++) {
      String wanted = expected[i].column() + ":" + expected[i].kind().published();
      String found = i < features.size() ? features.get(i) : "nothing";
      if (!found.equals(wanted)) {
        throw mismatch(place, "feature " + (i + 1) + " as " + wanted, found);
      }
    }
    if (features.size() > expected.length) {
      throw mismatch(place, expected.length + " features", features.size() + " features");
    }
  }

  private static UserException mismatch(String place, String wanted, String found) {
    return new UserException(
        ExitCode.MISMATCH,
        place
            + " must list "
            + wanted
            + ", but lists "
            + found
            + ": fetch the files of KDD Cup 1999 again, or remove this one.");
  }
}
