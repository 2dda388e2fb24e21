package io.cordon.jobs;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of a day's rows and files.
 *
 * @param rows of the files that can be read, as their footers say
 * @param scored rows read back from what was written
 * @param flagged rows above the model's threshold
 * @param quarantined rows that could not be scored, read back from what was written
 * @param files of the day
 * @param unreadable files that could not be read; their rows are in no other count
 */
record DayCounts(
    long rows, long scored, long flagged, long quarantined, long files, long unreadable) {

  /**
   * The law of conservation: no row is lost, none is there twice.
   *
   * @throws UserException STORAGE where it does not hold
   */
  void requireConserved() {
    if (rows != scored + quarantined) {
      throw new UserException(
          ExitCode.STORAGE,
          "Every row must be written once, but the files hold %d, and %d scored and %d quarantined were read back: nothing was published; run again"
              .formatted(rows, scored, quarantined));
    }
  }

  /** For the ledger. */
  Map<String, Long> byName() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("rows", rows);
    counts.put("scored", scored);
    counts.put("flagged", flagged);
    counts.put("quarantined", quarantined);
    counts.put("files", files);
    counts.put("unreadableFiles", unreadable);
    return counts;
  }

  /** As the ledger keeps them. */
  static DayCounts of(Map<String, Long> counts) {
    return new DayCounts(
        counts.getOrDefault("rows", 0L),
        counts.getOrDefault("scored", 0L),
        counts.getOrDefault("flagged", 0L),
        counts.getOrDefault("quarantined", 0L),
        counts.getOrDefault("files", 0L),
        counts.getOrDefault("unreadableFiles", 0L));
  }
}
