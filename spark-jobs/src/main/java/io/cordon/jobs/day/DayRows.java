package io.cordon.jobs.day;

import io.cordon.spark.features.FeatureReader;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** What of a day is scored: the rows of its files, or the sequences that they make. */
sealed interface DayRows permits DayFileRows, DaySequences {
  /** Their columns. */
  StructType schema();

  /** The rows. */
  Dataset<Row> read();

  /**
   * What has become of all rows.
   *
   * @param scored rows that were scored
   * @throws io.cordon.error.UserException BAD_DATA where there were none to score
   */
  Account account(long scored);

  /**
   * What has become of a day's rows.
   *
   * @param rows that were to be scored
   * @param source of the sequences, where these are scored
   * @param judged every kind of row of which some may have been refused
   */
  record Account(long rows, Optional<DayCounts.SourceRows> source, List<Judged> judged) {

    /** Rows of whatever kind that were refused. */
    long refused() {
      return judged.stream().mapToLong(Judged::refused).sum();
    }
  }

  /**
   * Rows of which some may be set aside.
   *
   * @param kind what they are called
   * @param all of them
   * @param refused by the reader
   * @param located the rows, and behind their columns the file and the place in it
   */
  record Judged(
      String kind, long all, long refused, FeatureReader reader, Supplier<Dataset<Row>> located) {}
}
