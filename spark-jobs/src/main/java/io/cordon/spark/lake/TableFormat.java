package io.cordon.spark.lake;

import io.cordon.error.ExitCode;
import io.cordon.error.UserException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The formats of tables that are read and published day by day. */
public enum TableFormat {
  PARQUET(false, ""),
  ORC(false, ""),
  DELTA(false, "io/delta/tables/DeltaTable.class"),
  ICEBERG(true, "org/apache/iceberg/spark/Spark3Util.class"),
  HIVE(true, "");

  private final boolean named;
  private final String needed;

  TableFormat(boolean named, String needed) {
    this.named = named;
    this.needed = needed;
  }

  /** Whether a day comes into the table by renaming its folder, and not by a commit. */
  public boolean isPublishedByRenames() {
    return this == PARQUET || this == ORC || this == HIVE;
  }

  /** As the settings say it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All, as the settings say them. */
  public static List<String> texts() {
    return Arrays.stream(values()).map(TableFormat::text).toList();
  }

  /** Finds a format by what the settings say. */
  public static Optional<TableFormat> of(String text) {
    return Arrays.stream(values()).filter(format -> format.text().equals(text)).findFirst();
  }

  /**
   * Checks, before a session starts, what says where such a table is: a folder, or a name in a
   * catalogue.
   *
   * @param key the setting
   * @throws UserException USAGE where the format's jar is not there, or the name is none
   */
  public void check(String key, String place) {
    if (!needed.isEmpty()
        && Thread.currentThread().getContextClassLoader().getResource(needed) == null) {
      throw new UserException(
          ExitCode.USAGE,
          "A table of format %s needs its jar, which is not on the class path: set CORDON_TABLES=%s for submit.sh, or add it to spark-submit with --packages (docs/operations.md)"
              .formatted(text(), text()));
    }
    if (named && !place.matches("[A-Za-z0-9_]+(\\.[A-Za-z0-9_]+){1,3}")) {
      throw new UserException(
          ExitCode.USAGE,
          "%s must name a table of format %s by letters, digits and underscores, such as %s, but is %s"
              .formatted(
                  key, text(), this == HIVE ? "database.table" : "catalog.database.table", place));
    }
  }
}
