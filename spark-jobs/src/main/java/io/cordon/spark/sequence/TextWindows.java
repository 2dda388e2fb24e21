package io.cordon.spark.sequence;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.api.java.UDF1;

/**
 * Runs on executors: cuts a text into windows, of which one starts every so many letters until one
 * reaches the end; the last may be shorter.
 *
 * @param length letters of a window
 * @param step letters between the starts of two
 */
record TextWindows(int length, int step) implements UDF1<String, List<String>> {
  private static final long serialVersionUID = 1L;

  @Override
  public List<String> call(String text) {
    if (text == null) {
      return null;
    }
    int[] letters = text.codePoints().toArray();
    List<String> windows = new ArrayList<>();
    int from = 0;
    do {
      windows.add(new String(letters, from, Math.min(length, letters.length - from)));
      from += step;
    } while (from - step + length < letters.length && from < letters.length);
    return windows;
  }
}
