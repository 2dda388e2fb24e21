package io.cordon.jobs.day;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a day's rows and files.
 *
 * @param rows that are to be scored: those of the files that can be read, as their footers say, or
 *     the sequences that they make
 * @param scored rows read back from what was written
 * @param flagged rows above the model's threshold
 * @param quarantined rows that could not be scored, read back from what was written
 * @param files of the day
 * @param unreadable files that could not be read; their rows are in no other count
 * @param source of the sequences, where rows are made to such
 */
public record DayCounts(
    long rows,
    long scored,
    long flagged,
    long quarantined,
    long files,
    long unreadable,
    Optional<SourceRows> source) {
  private static final String SOURCE = "sourceRows";
  private static final String SOURCE_QUARANTINED = "sourceRowsQuarantined";

  /**
   * The rows that sequences are made of.
   *
   * @param read rows of the files that can be read, as their footers say
   * @param quarantined rows that have no place in a sequence
   */
  public record SourceRows(long read, long quarantined) {}

  /**
   * The law of conservation: no row is lost, none is there twice.
   *
   * @throws UserException STORAGE where it does not hold
   */
  void requireConserved() {
    if (rows != scored + quarantined) {
      throw new UserException(
          ExitCode.STORAGE,
          "Every row must be written once, but there are %d, and %d scored and %d quarantined were read back: nothing was published; run again"
              .formatted(rows, scored, quarantined));
    }
  }

  /** Rows of whatever kind, and files, that were set aside. */
  long setAside() {
    return quarantined + unreadable + source.map(SourceRows::quarantined).orElse(0L);
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
    source.ifPresent(
        found -> {
          counts.put(SOURCE, found.read());
          counts.put(SOURCE_QUARANTINED, found.quarantined());
        });
    return counts;
  }

  /** As the ledger keeps them. */
  public static DayCounts of(Map<String, Long> counts) {
    return new DayCounts(
        counts.getOrDefault("rows", 0L),
        counts.getOrDefault("scored", 0L),
        counts.getOrDefault("flagged", 0L),
        counts.getOrDefault("quarantined", 0L),
        counts.getOrDefault("files", 0L),
        counts.getOrDefault("unreadableFiles", 0L),
        Optional.ofNullable(counts.get(SOURCE))
            .map(read -> new SourceRows(read, counts.getOrDefault(SOURCE_QUARANTINED, 0L))));
  }
}
